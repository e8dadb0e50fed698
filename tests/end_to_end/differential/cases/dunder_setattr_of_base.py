class Base:
    def __setattr__(self, name, value):
        object.__setattr__(self, name, "verse" if name == "voice" else value)


class Service(Base):
    def __init__(self):
        self.voice = "alloy"

    def connect(self, user):
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": self.voice}, "externalClientId": user}
        SEND(payload)


Service().connect("ann")
