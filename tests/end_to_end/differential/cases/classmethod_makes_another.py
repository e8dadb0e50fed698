class Service:
    def __init__(self, voice="alloy"):
        self.voice = voice

    @classmethod
    def french(cls):
        made = cls()
        made.voice = "verse"
        return made

    def connect(self, user):
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": self.voice}, "externalClientId": user}
        SEND(payload)


Service().connect("ann")
Service.french().connect("bob")
