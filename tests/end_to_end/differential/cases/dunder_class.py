class Base:
    voice = "alloy"

    def connect(self, user):
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": self.voice}, "externalClientId": user}
        SEND(payload)


class Other(Base):
    voice = "verse"


service = Base()
service.connect("ann")
service.__class__ = Other
service.connect("bob")
