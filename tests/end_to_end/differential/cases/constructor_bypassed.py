class Service:
    def __init__(self, voice="alloy"):
        self.voice = voice

    def connect(self, user):
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": self.voice}, "externalClientId": user}
        SEND(payload)


Service().connect("ann")
other = Service.__new__(Service)
other.__dict__["voice"] = "verse"
other.connect("bob")
