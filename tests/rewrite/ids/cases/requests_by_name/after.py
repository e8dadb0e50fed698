"""The front desk."""

import requests

from app.omniagent_ids import DESK_AGENT_ID, PHONE_AGENT_ID
from app.settings import BASE, KEY

HEADERS = {"X-Api-Key": KEY}


def open_desk(guest: str) -> str:
    payload = {
        "channelType": "webrtc",
        "externalClientId": guest,
    }
    answer = requests.post(f"{BASE}/public/agents/{DESK_AGENT_ID}/connections", json=payload, headers=HEADERS)
    return answer.json()["token"]


def open_phone(guest: str) -> str:
    payload = {
        "channelType": "websocket",
        "externalClientId": guest,
    }
    answer = requests.post(f"{BASE}/public/agents/{PHONE_AGENT_ID}/connections", json=payload, headers=HEADERS)
    return answer.json()["token"]
