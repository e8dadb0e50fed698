class Service:
    def __init__(self, voice="alloy"):
        self.voice = voice

    def connect(self, user):
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": self.voice}, "externalClientId": user}
        SEND(payload)


Service().connect("ann")
Service("verse").connect("bob")
