"""Calls from the kiosk."""

import httpx
from kiosk.config import API_KEY, NAPSTER_URL

KIOSK_AGENT_ID = "agent_kiosk"


def open_kiosk(visitor: str) -> dict:
    """Open a session."""
    body = {
        "channelType": "webrtc",
        "externalClientId": visitor,
    }
    response = httpx.post(
        f"{NAPSTER_URL}/public/agents/{KIOSK_AGENT_ID}/connections",
        json=body,
        headers={"X-Api-Key": API_KEY},
        timeout=20,
    )
    response.raise_for_status()
    return response.json()
