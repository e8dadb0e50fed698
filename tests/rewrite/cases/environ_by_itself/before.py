from os import environ, getenv

import requests

VOICE = getenv("VOICE")


def connect(user):
    return requests.post(
        "https://companion-api.napster.com/public/connections",
        headers={"X-Api-Key": environ["KEY"]},
        json={"companionId": "c", "providerConfig": {"voiceId": VOICE}},
    )
