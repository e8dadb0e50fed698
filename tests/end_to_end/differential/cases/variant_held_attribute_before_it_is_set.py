class Desk:
    def __init__(self, premium):
        self.voice = "sage"
        self.connect("zoe")
        if premium:
            self.voice = "verse"
        else:
            self.voice = "alloy"

    def connect(self, user):
        SEND({"companionId": "comp_a", "providerConfig": {"voiceId": self.voice}, "externalClientId": user})


Desk(True).connect("ann")
Desk(False).connect("bob")
