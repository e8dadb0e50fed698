from app.settings import (
    BASE,
)
from app import http

import requests

SUPPORT_AGENT_ID = "agent_7f3c"


def connect(user):
    """Open a session."""
    return requests.post(
        f"{BASE}/public/agents/{SUPPORT_AGENT_ID}/connections",
        headers=http.headers(),
        json={"channelType": "webrtc"},
    )
