import override
from config import settings


def connect(user):
    payload = {"companionId": settings.companion, "providerConfig": {"voiceId": settings.voice}, "externalClientId": user}
    SEND(payload)


override.run()
connect("ann")
# --- config.py
class Settings:
    def __init__(self, voice="alloy"):
        self.companion = "comp_a"
        self.voice = voice


settings = Settings()
# --- override.py
from config import settings


def run():
    for name, value in {"voice": "verse"}.items():
        setattr(settings, name, value)
