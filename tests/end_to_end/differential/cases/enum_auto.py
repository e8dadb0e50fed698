import enum


class Voice(enum.StrEnum):
    ALLOY = enum.auto()
    VERSE = ALLOY


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": Voice.VERSE}, "externalClientId": user}
    SEND(payload)


connect("ann")
