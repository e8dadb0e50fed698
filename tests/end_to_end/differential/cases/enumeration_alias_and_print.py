from enum import Enum


class Voice(str, Enum):
    CALM = "alloy"
    QUIET = "alloy"


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": Voice.QUIET}, "tags": {"a": f"{Voice.CALM}", "b": Voice.QUIET.name}, "externalClientId": user}
    SEND(payload)


connect("ann")
