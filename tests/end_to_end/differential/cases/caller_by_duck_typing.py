class Service:
    def connect(self, user, voice="alloy"):
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": user}
        SEND(payload)


def run(thing):
    thing.connect("bob", "verse")


Service().connect("ann")
run(Service())
