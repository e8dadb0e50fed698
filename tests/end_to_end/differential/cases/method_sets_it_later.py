class Sessions:
    def __init__(self):
        self.voice = "alloy"

    def tune(self):
        self.voice = "sage"

    def connect(self, user):
        payload = {
            "companionId": "comp_a",
            "providerConfig": {"voiceId": self.voice},
            "externalClientId": user,
        }
        SEND(payload)


sessions = Sessions()
sessions.connect("ann")
sessions.tune()
sessions.connect("bob")
