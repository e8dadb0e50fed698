class Base:
    def __init__(self, premium):
        self.voice = "verse" if premium else "alloy"

    def connect(self, user):
        SEND({"companionId": "comp_a", "providerConfig": {"voiceId": self.voice}, "externalClientId": user})


class Quiet(Base):
    def __init__(self, premium):
        super().__init__(premium)
        if premium:
            self.voice = "sage"


class Plain(Base):
    pass


Plain(True).connect("ann")
Quiet(True).connect("bob")
Quiet(False).connect("cy")
