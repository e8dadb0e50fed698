import sys

LONG = "v" * 3
VOICE = "verse" if len(sys.argv) > 9 else "alloy\nalloy"


def connect(user):
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": VOICE}, "externalClientId": user})


connect("ann")
