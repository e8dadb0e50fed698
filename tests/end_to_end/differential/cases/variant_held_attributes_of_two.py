class Desk:
    def __init__(self, premium):
        self.companion = "comp_a" if premium else "comp_b"
        self.voice = "verse" if premium else "alloy"

    def connect(self, user, other):
        SEND({"companionId": other.companion, "providerConfig": {"voiceId": self.voice}, "externalClientId": user})


Desk(True).connect("ann", Desk(False))
Desk(False).connect("bob", Desk(True))
Desk(True).connect("cy", Desk(True))
