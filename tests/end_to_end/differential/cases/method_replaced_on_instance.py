class Service:
    def voice(self):
        return "alloy"

    def connect(self, user):
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": self.voice()}, "externalClientId": user}
        SEND(payload)


service = Service()
service.connect("ann")
service.voice = lambda: "verse"
service.connect("bob")
