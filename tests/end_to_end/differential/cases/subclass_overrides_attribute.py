class Base:
    voice = "alloy"

    def connect(self, user):
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": self.voice}, "externalClientId": user}
        SEND(payload)


class Premium(Base):
    voice = "verse"


Base().connect("ann")
Premium().connect("bob")
