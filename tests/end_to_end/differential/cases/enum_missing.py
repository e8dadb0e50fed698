import enum


class Voice(str, enum.Enum):
    ALLOY = "alloy"
    VERSE = "verse"

    @classmethod
    def _missing_(cls, value):
        return cls.VERSE


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": Voice("nope").value}, "externalClientId": user}
    SEND(payload)


connect("ann")
