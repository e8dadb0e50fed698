class Service:
    def __init__(self, voice):
        self.voice = voice

    def connect(self, user):
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": self.voice}, "externalClientId": user}
        SEND(payload)


class Other(Service):
    pass


Service("alloy").connect("ann")
for cls in Service.__subclasses__():
    cls("verse").connect("bob")
