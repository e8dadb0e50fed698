class Desk:
    def __init__(self, premium):
        self.voice = "verse" if premium else "alloy"

    def connect(self, user):
        SEND({"companionId": "comp_a", "providerConfig": {"voiceId": self.voice}, "externalClientId": user})


class Shop(Desk):
    def __init__(self):
        self.voice = "sage"


Desk(True).connect("ann")
Shop().connect("bob")
