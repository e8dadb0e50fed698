class Base:
    def __init__(self, voice="alloy"):
        self.voice = voice

    def connect(self, user):
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": self.voice}, "externalClientId": user}
        SEND(payload)


class French(Base):
    def __init__(self):
        super().__init__("verse")


Base().connect("ann")
French().connect("bob")
