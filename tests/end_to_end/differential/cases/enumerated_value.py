from enum import Enum


class Voice(Enum):
    CALM = "alloy"


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": Voice.CALM.value}, "externalClientId": user}
    SEND(payload)


connect("ann")
connect("bob")
