class Desk:
    def __init__(self, premium, inner=True):
        self.companion = "comp_a" if premium else "comp_b"
        self.voice = "verse" if premium else "alloy"
        self.other = Desk(not premium, False) if inner else None

    def connect(self, user):
        SEND({"companionId": self.other.companion, "providerConfig": {"voiceId": self.voice}, "externalClientId": user})


Desk(True).connect("ann")
Desk(False).connect("bob")
