class Base:
    def __init__(self):
        self.connect("zoe")

    def connect(self, user):
        SEND({"companionId": "comp_a", "providerConfig": {"voiceId": self.voice}, "externalClientId": user})


class Desk(Base):
    def __init__(self):
        self.voice = "sage"
        super().__init__()
        self.voice = "alloy"


Desk().connect("ann")
