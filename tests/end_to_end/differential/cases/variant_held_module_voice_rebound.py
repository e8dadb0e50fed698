import sys

MORE = len(sys.argv) > 9
VOICE = "verse" if MORE else "alloy"


def connect(user):
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": VOICE}, "externalClientId": user})


connect("ann")
VOICE = "sage" if MORE else "echo"
connect("bob")
