"""The night desk of a hotel: guests who call after midnight talk to the companion."""

import logging
import os

import requests

logger = logging.getLogger(__name__)

NAPSTER_BASE = "https://companion-api.napster.com"
NIGHT_DESK_AGENT_ID = "agent_night_desk"
CONNECTIONS_URL = NAPSTER_BASE + f"/public/agents/{NIGHT_DESK_AGENT_ID}/connections"
TIMEOUT = 15.0


class NightDeskError(RuntimeError):
    """The service did not open a session."""


def start_night_desk(guest_id: str, guest: dict) -> str:
    """Open a session for a guest and return its token."""
    payload = {
        "channelType": "webrtc",
        "externalClientId": guest_id,
        "externalClientProfile": guest,
    }
    headers = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}
    with requests.Session() as client:
        try:
            response = client.post(
                CONNECTIONS_URL, json=payload, headers=headers, timeout=TIMEOUT
            )
            response.raise_for_status()
        except requests.RequestException as error:
            logger.exception("The night desk is closed")
            raise NightDeskError(str(error)) from error
    return response.json()["token"]


if __name__ == "__main__":
    token = start_night_desk("guest_7", {"name": "Ada", "nights": 2})
    print(bool(token))
