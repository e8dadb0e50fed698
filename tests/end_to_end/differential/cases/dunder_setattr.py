class Service:
    def __init__(self):
        self.voice = "alloy"

    def __setattr__(self, name, value):
        super().__setattr__(name, "verse" if name == "voice" else value)

    def connect(self, user):
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": self.voice}, "externalClientId": user}
        SEND(payload)


Service().connect("ann")
