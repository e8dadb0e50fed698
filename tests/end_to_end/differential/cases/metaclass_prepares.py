class Meta(type):
    def __new__(mcs, name, bases, namespace):
        namespace["voice"] = "verse"
        return super().__new__(mcs, name, bases, namespace)


class Service(metaclass=Meta):
    voice = "alloy"

    def connect(self, user):
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": self.voice}, "externalClientId": user}
        SEND(payload)


Service().connect("ann")
