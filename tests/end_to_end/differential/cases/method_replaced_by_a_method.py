class Sessions:
    def voice(self):
        return "alloy"

    def tune(self):
        self.voice = lambda: "sage"

    def connect(self, user):
        payload = {
            "companionId": "comp_a",
            "providerConfig": {"voiceId": self.voice()},
            "externalClientId": user,
        }
        SEND(payload)


sessions = Sessions()
sessions.connect("ann")
sessions.tune()
sessions.connect("bob")
