class Service:
    def __init__(self):
        self.voice = "alloy"

    def connect(self, user):
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": self.voice}, "externalClientId": user}
        SEND(payload)


service = Service()
service.connect("ann")
service.voice = "verse"
service.connect("bob")
