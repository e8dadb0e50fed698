class Base:
    def __init__(self, premium):
        self.voice = "verse" if premium else "alloy"


class Desk(Base):
    def connect(self, user):
        SEND({"companionId": "comp_a", "providerConfig": {"voiceId": self.voice}, "externalClientId": user})


class Shop(Base):
    def __init__(self, premium):
        super().__init__(not premium)

    def connect(self, user):
        SEND({"companionId": "comp_a", "providerConfig": {"voiceId": self.voice}, "externalClientId": user})


Desk(True).connect("ann")
Desk(False).connect("bob")
Shop(True).connect("cy")
