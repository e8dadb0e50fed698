import copy


class Service:
    def __init__(self, voice="alloy"):
        self.voice = voice

    def connect(self, user):
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": self.voice}, "externalClientId": user}
        SEND(payload)


first = Service()
second = copy.copy(first)
second.voice = "verse"
first.connect("ann")
second.connect("bob")
