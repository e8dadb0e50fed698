import os

import requests

from desk.defaults import DESK

URL = "https://companion-api.napster.com/public/connections"


def open_desk(visitor):
    return requests.post(
        URL,
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        json={**DESK, "externalClientId": visitor},
    )
