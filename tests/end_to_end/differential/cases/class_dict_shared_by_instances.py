class Service:
    config = {"voiceId": "alloy"}

    def __init__(self, voice=None):
        if voice:
            self.config["voiceId"] = voice

    def connect(self, user):
        payload = {"companionId": "comp_a", "providerConfig": self.config, "externalClientId": user}
        SEND(payload)


Service().connect("ann")
Service("verse")
Service().connect("bob")
