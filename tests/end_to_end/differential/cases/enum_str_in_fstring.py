import enum


class Voice(str, enum.Enum):
    ALLOY = "alloy"


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy", "settings": {"instructions": f"Speak as {Voice.ALLOY}"}}, "externalClientId": user}
    SEND(payload)


connect("ann")
