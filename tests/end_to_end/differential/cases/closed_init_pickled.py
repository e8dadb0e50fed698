import copy


class Service:
    def __init__(self, voice):
        self.voice = voice

    def __reduce__(self):
        return (Service, ("verse",))

    def connect(self, user):
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": self.voice}, "externalClientId": user}
        SEND(payload)


first = Service("alloy")
first.connect("ann")
copy.copy(first).connect("bob")
