import enum


class Voice(str, enum.Enum):
    def __new__(cls, name):
        made = str.__new__(cls, "verse")
        made._value_ = "verse"
        return made

    ALLOY = "alloy"


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": Voice.ALLOY.value}, "externalClientId": user}
    SEND(payload)


connect("ann")
