import os
import conf


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": conf.settings.voice}, "externalClientId": user}
    SEND(payload)


connect("ann")
conf.settings.voice = "verse"
connect("bob")
# --- conf.py
class Settings:
    def __init__(self):
        self.voice = "alloy"


settings = Settings()
