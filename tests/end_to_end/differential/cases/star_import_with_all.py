from conf import *

VOICE = "alloy" if "_HIDDEN" in globals() else "verse"


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": VOICE}, "externalClientId": user}
    SEND(payload)


connect("ann")
# --- conf.py
_HIDDEN = 1
