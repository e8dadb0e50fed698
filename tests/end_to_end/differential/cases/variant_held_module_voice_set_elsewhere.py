import conf
import late


def connect(user):
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": conf.VOICE}, "externalClientId": user})


connect("ann")
late.change()
connect("bob")
# --- conf.py
import os

VOICE = "verse" if os.getenv("MODE") == "night" else "alloy"
# --- late.py
import conf


def change():
    conf.VOICE = "sage"
