import os

import requests

CONNECTIONS_URL = "https://companion-api.napster.com/public/connections"


def post_session(payload):
    response = requests.post(
        CONNECTIONS_URL,
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        json=payload,
        timeout=20,
    )
    response.raise_for_status()
    return response.json()
