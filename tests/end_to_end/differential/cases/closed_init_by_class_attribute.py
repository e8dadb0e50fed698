class Service:
    def __init__(self, voice):
        self.voice = voice

    def connect(self, user):
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": self.voice}, "externalClientId": user}
        SEND(payload)


first = Service("alloy")
first.connect("ann")
first.__class__("verse").connect("bob")
