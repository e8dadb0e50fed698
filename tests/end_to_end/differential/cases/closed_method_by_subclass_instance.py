class Service:
    def connect(self, user, voice):
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": user}
        SEND(payload)


class Other(Service):
    pass


Service().connect("ann", "alloy")
Other().connect("bob", "verse")
