class Desk:
    def __init__(self, tools):
        self.companion = "comp_a" if tools else "comp_b"
        tools.append(1)
        self.voice = "verse" if tools else "alloy"

    def connect(self, user):
        SEND({"companionId": self.companion, "providerConfig": {"voiceId": self.voice}, "externalClientId": user})


Desk([]).connect("ann")
Desk([1]).connect("bob")
