import sys

VOICE = "alloy"
if len(sys.argv) < 5:
    VOICE = "verse"


def connect(user):
    payload = {
        "companionId": "comp_a",
        "providerConfig": {"voiceId": VOICE},
        "externalClientId": user,
    }
    SEND(payload)


connect("ann")
connect("bob")
