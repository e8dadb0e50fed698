from other import _VOICE
from conf import *


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": _VOICE}, "externalClientId": user}
    SEND(payload)


connect("ann")
# --- conf.py
_VOICE = "alloy"
# --- other.py
_VOICE = "verse"
