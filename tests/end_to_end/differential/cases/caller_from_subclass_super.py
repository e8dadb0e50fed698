class Service:
    def connect(self, user, voice="alloy"):
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": user}
        SEND(payload)


class French(Service):
    def connect(self, user):
        super().connect(user, voice="verse")


Service().connect("ann")
French().connect("bob")
