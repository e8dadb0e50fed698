class Tier:
    def __init__(self, name):
        self.name = name

    def __eq__(self, other):
        print("compared")
        return self.name == other


def connect(user, tier):
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": "alloy" if tier == "gold" else "verse"}, "externalClientId": user})


connect("ann", Tier("gold"))
connect("bob", Tier("none"))
