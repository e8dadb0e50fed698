"""The dispatcher."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import httpx

from .address import BASE_URL

if TYPE_CHECKING:
    from .people import Driver

DISPATCHER_AGENT_ID = "agent_dispatcher"


def call_dispatcher(driver: Driver) -> dict:
    """Open a session for a driver."""
    payload: dict[str, object] = {
        "channelType": "webrtc",
        "externalClientId": driver.number,
        "externalClientProfile": {"route": driver.route},
    }
    response = httpx.post(
        f"{BASE_URL}/public/agents/{DISPATCHER_AGENT_ID}/connections",
        json=payload,
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        timeout=20,
    )
    response.raise_for_status()
    return response.json()
