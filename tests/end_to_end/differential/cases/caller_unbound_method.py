class Service:
    def connect(self, user, voice="alloy"):
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": user}
        SEND(payload)


Service().connect("ann")
Service.connect(Service(), "bob", "verse")
