import importlib
import os
import conf


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": conf.VOICE}, "externalClientId": user}
    SEND(payload)


connect("ann")
os.environ["LOUD"] = "1"
importlib.reload(conf)
connect("bob")
# --- conf.py
import os

VOICE = "verse" if os.environ.get("LOUD") else "alloy"
