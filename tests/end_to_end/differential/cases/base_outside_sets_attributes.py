import types


class Service(types.SimpleNamespace):
    voice = "alloy"

    def connect(self, user):
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": self.voice}, "externalClientId": user}
        SEND(payload)


Service().connect("ann")
Service(voice="verse").connect("bob")
