"""Harbour: every pilot's session is opened at dawn."""

import os

import requests

PILOTS = [
    {
        "companionId": "comp_north",
        "providerConfig": {"voiceId": "alloy"},
        "externalClientId": "pilot_1",
    },
    {
        "companionId": "comp_south",
        "providerConfig": {"voiceId": "sage"},
        "externalClientId": "pilot_2",
    },
]
AGENT_IDS = {
    "comp_north": "agent_north",
    "comp_south": "agent_south",
}


def open_all() -> int:
    """Open a session for every pilot."""
    opened = 0
    headers = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}
    for pilot in PILOTS:
        agent_id = AGENT_IDS[pilot["companionId"]]
        response = requests.post(
            f"https://companion-api.napster.com/public/agents/{agent_id}/connections",
            json={
                "channelType": "webrtc",
                "externalClientId": pilot["externalClientId"],
            },
            headers=headers,
            timeout=20,
        )
        response.raise_for_status()
        print(pilot["externalClientId"])
        opened += 1
    return opened


if __name__ == "__main__":
    print(open_all())
