import os

import requests

AT_KIOSK_AGENT_ID = "agent_at_kiosk"

CONNECTIONS_URL = (
    f"https://companion-api.napster.com/public/agents/{AT_KIOSK_AGENT_ID}/connections"
)


def post_session(payload):
    response = requests.post(
        CONNECTIONS_URL,
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        json=payload,
        timeout=20,
    )
    response.raise_for_status()
    return response.json()
