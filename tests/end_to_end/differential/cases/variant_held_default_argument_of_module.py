import sys

LATE = len(sys.argv) > 9
VOICE = "verse" if LATE else "alloy"


def connect(user, voice=VOICE, companion=None):
    SEND({"companionId": companion or "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": user})


connect("ann")
VOICES = ["sage"]
connect("bob", companion="comp_b")
