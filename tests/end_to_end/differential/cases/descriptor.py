class Voice:
    def __get__(self, instance, owner):
        return "verse"

    def __set__(self, instance, value):
        pass


class Service:
    voice = Voice()

    def __init__(self):
        self.voice = "alloy"

    def connect(self, user):
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": self.voice}, "externalClientId": user}
        SEND(payload)


Service().connect("ann")
