class Desk:
    def __init__(self, premium):
        self.voice = "verse" if premium else "alloy"

    def connect(self, user):
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": self.voice}, "externalClientId": user}
        vars(self)["voice"] = "sage"
        SEND(payload)


Desk(True).connect("ann")
Desk(False).connect("bob")
