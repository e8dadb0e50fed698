class Meta(type):
    def __call__(cls, *args):
        made = super().__call__(*args)
        made.voice = "verse"
        return made


class Service(metaclass=Meta):
    def __init__(self):
        self.voice = "alloy"

    def connect(self, user):
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": self.voice}, "externalClientId": user}
        SEND(payload)


Service().connect("ann")
