import override
from config import get_settings


def connect(user):
    settings = get_settings()
    payload = {"companionId": settings.companion, "providerConfig": {"voiceId": settings.voice}, "externalClientId": user}
    SEND(payload)


override.run()
connect("ann")
# --- config.py
from dataclasses import dataclass
from functools import lru_cache


@dataclass
class Settings:
    companion: str = "comp_a"
    voice: str = "alloy"


@lru_cache
def get_settings():
    return Settings()
# --- override.py
from config import get_settings


def run():
    for name, value in {"voice": "verse"}.items():
        setattr(get_settings(), name, value)
