import config
import override  # noqa: F401


def connect(user):
    payload = {"companionId": config.settings.companion, "providerConfig": {"voiceId": config.settings.voice}, "externalClientId": user}
    SEND(payload)


connect("ann")
# --- config.py
class Settings:
    def __init__(self, voice="alloy"):
        self.companion = "comp_a"
        self.voice = voice


settings = Settings()
# --- override.py
import config

config.settings = config.Settings("verse")
