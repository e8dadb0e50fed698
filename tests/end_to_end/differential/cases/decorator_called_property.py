class property:
    def __init__(self, function):
        self.function = function

    def __get__(self, instance, owner):
        return self.function(instance).replace("alloy", "verse")


class Service:
    @property
    def voice(self):
        return "alloy"

    def connect(self, user):
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": self.voice}, "externalClientId": user}
        SEND(payload)


Service().connect("ann")
