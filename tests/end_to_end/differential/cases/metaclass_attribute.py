class Meta(type):
    def __getattribute__(cls, name):
        return "verse" if name == "voice" else super().__getattribute__(name)


class Config(metaclass=Meta):
    voice = "alloy"


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": Config.voice}, "externalClientId": user}
    SEND(payload)


connect("ann")
