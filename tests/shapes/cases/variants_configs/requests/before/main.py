"""Harbour: every pilot's session is opened at dawn."""

import os

import requests

URL = "https://companion-api.napster.com/public/connections"
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


def open_all() -> int:
    """Open a session for every pilot."""
    opened = 0
    headers = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}
    for pilot in PILOTS:
        response = requests.post(URL, json=pilot, headers=headers, timeout=20)
        response.raise_for_status()
        print(pilot["externalClientId"])
        opened += 1
    return opened


if __name__ == "__main__":
    print(open_all())
