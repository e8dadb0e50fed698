class Desk:
    def __init__(self, premium: bool):
        self.companion = "comp_a" if premium else "comp_b"
        if premium:
            self.voice = "verse"
        else:
            self.voice = "alloy"

    def connect(self, user):
        SEND({"companionId": self.companion, "providerConfig": {"voiceId": self.voice}, "externalClientId": user})


Desk(True).connect("ann")
Desk(False).connect("bob")
