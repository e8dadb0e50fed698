class Desk:
    def __init__(self, premium):
        self.voice = "alloy" if premium else "verse"

    def connect(self, user, premium):
        companion = "comp_a" if premium else "comp_b"
        SEND({"companionId": companion, "providerConfig": {"voiceId": self.voice}, "externalClientId": user})


Desk(True).connect("ann", False)
Desk(False).connect("bob", True)
