class Service:
    voice = "alloy"

    def __getattribute__(self, name):
        return "verse" if name == "voice" else object.__getattribute__(self, name)

    def connect(self, user):
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": self.voice}, "externalClientId": user}
        SEND(payload)


Service().connect("ann")
