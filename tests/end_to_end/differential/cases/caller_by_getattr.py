import sys


def connect(user, voice):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": user}
    SEND(payload)


connect("ann", "alloy")
getattr(sys.modules[__name__], "con" + "nect")("bob", "verse")
