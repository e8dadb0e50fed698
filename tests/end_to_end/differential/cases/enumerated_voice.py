import enum


class Voice(str, enum.Enum):
    CALM = "alloy"
    LOUD = "verse"


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": Voice.CALM}, "tags": {"voice": Voice.LOUD.value}}
    SEND(payload)


connect("ann")
connect("bob")
