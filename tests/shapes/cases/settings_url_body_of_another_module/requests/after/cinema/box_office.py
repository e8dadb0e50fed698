"""Sessions with the box office."""

import requests

from .config import API_KEY, BASE_URL

BOX_OFFICE_AGENT_ID = "agent_box_office"


def open_box_office(customer: str, film: str) -> dict:
    """Open a session about a film."""
    body = {
        "channelType": "webrtc",
        "externalClientId": customer,
        "tags": {"film": film},
    }
    with requests.Session() as client:
        response = client.post(
            BASE_URL + f"/public/agents/{BOX_OFFICE_AGENT_ID}/connections",
            headers={"X-Api-Key": API_KEY},
            json=body,
        )
        response.raise_for_status()
        return response.json()
