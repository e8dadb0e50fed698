import sys


def connect(user, voice):
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": user})


connect("ann", "alloy")
connect("bob", "verse")
getattr(sys.modules[__name__], "con" + "nect")("cy", "sage")
