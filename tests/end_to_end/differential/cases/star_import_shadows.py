VOICE = "alloy"
from conf import *


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": VOICE}, "externalClientId": user}
    SEND(payload)


connect("ann")
# --- conf.py
from deeper import *
# --- deeper.py
__all__ = ["VOICE"]
VOICE = "verse"
