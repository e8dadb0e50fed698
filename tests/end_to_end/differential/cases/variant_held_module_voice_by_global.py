import sys

VOICE = "verse" if len(sys.argv) > 9 else "alloy"


def louder():
    global VOICE
    VOICE = "sage"


def connect(user):
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": VOICE}, "externalClientId": user})


connect("ann")
louder()
connect("bob")
