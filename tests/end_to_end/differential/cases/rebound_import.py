VOICE = "alloy"
from conf import VOICE


def connect(user):
    payload = {
        "companionId": "comp_a",
        "providerConfig": {"voiceId": VOICE},
        "externalClientId": user,
    }
    SEND(payload)


connect("ann")
connect("bob")
# --- conf.py
VOICE = "verse"
