import enum


class Voice(enum.Enum):
    ALLOY = "alloy"

    @property
    def value(self):
        return "verse"


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": Voice.ALLOY.value}, "externalClientId": user}
    SEND(payload)


connect("ann")
