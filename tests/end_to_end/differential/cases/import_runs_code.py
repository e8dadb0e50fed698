from preferences import VOICE


def connect(user):
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": VOICE}, "externalClientId": user})


connect("ann")
print(os.environ["LOADED"])
# --- preferences.py
import loading

VOICE = "alloy"
# --- loading.py
import os

os.environ["LOADED"] = "yes"
