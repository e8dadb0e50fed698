class Service:
    def connect(self, user, voice):
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": user}
        SEND(payload)


service = Service()
service.connect("ann", "alloy")
run = service.connect
run("bob", "verse")
