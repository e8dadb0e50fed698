from app.settings import (
    BASE,
    COMPANION,
    VOICE,  # the warm one
)
from app import http, texts

import requests


def connect(user):
    """Open a session."""
    return requests.post(
        f"{BASE}/public/connections",
        headers=http.headers(),
        json={"companionId": COMPANION, "providerConfig": {"voiceId": VOICE, "settings": {"instructions": texts.PROMPT}}},
    )
