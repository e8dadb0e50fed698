import sys

PREMIUM = len(sys.argv) > 9
VOICE = "verse" if PREMIUM else "alloy"
if PREMIUM:
    COMPANION = "comp_b"
else:
    COMPANION = "comp_a"


def connect(user):
    SEND({"companionId": COMPANION, "providerConfig": {"voiceId": VOICE}, "externalClientId": user})


connect("ann")
