class Service:
    def __init__(self, voice="alloy"):
        self.voice = voice

    def connect(self, user):
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": self.voice}, "externalClientId": user}
        SEND(payload)


def made(cls, *arguments):
    return cls(*arguments)


Service().connect("ann")
made(Service, "verse").connect("bob")
