from other import *
from conf import *


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": VOICE}, "externalClientId": user}
    SEND(payload)


connect("ann")
# --- conf.py
__all__ = ["LANGUAGE"]
VOICE = "alloy"
LANGUAGE = "en"
# --- other.py
VOICE = "verse"
