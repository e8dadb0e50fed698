import sys

VOICE = "verse" if len(sys.argv) > 9 else "alloy"
CONFIG = {"voiceId": VOICE}


def connect(user):
    SEND({"companionId": "comp_a", "providerConfig": CONFIG, "externalClientId": user})


connect("ann")
CONFIG["voiceId"] = "sage"
connect("bob")
