class Service:
    def __init__(self):
        self.payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}}

    def speak(self, language):
        self.payload["language"] = language

    def connect(self, user):
        self.payload["externalClientId"] = user
        payload = self.payload
        SEND(payload)


service = Service()
service.connect("ann")
service.speak("fr")
service.connect("bob")
