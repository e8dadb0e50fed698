class Service:
    def __new__(cls):
        made = super().__new__(cls)
        made.language = "fr"
        return made

    def __init__(self):
        self.voice = "alloy"

    def connect(self, user):
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": self.voice}, "externalClientId": user}
        if hasattr(self, "language"):
            payload["language"] = self.language
        SEND(payload)


Service().connect("ann")
