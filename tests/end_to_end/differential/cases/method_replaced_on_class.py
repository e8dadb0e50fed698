class Service:
    def voice(self):
        return "alloy"

    def connect(self, user):
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": self.voice()}, "externalClientId": user}
        SEND(payload)


Service().connect("ann")
Service.voice = lambda self: "verse"
Service().connect("bob")
