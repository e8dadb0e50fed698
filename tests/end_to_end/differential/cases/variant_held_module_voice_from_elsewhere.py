import conf
from conf import COMPANION


def connect(user):
    SEND({"companionId": COMPANION, "providerConfig": {"voiceId": conf.VOICE}, "externalClientId": user})


connect("ann")
# --- conf.py
import os

NIGHT = os.getenv("MODE") == "night"
VOICE = "verse" if NIGHT else "alloy"
COMPANION = "comp_a" if NIGHT else "comp_b"
