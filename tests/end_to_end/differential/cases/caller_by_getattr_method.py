class Service:
    def connect(self, user, voice="alloy"):
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": user}
        SEND(payload)


Service().connect("ann")
for name in ("connect",):
    getattr(Service(), name)("bob", "verse")
