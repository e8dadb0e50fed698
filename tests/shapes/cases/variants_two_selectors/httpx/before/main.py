"""Planetarium: shows for children and for grown-ups, by day and by night."""

import os
import sys

import httpx

BASE_URL = "https://companion-api.napster.com"


def open_show(visitor: str, when: str, *, for_kids: bool) -> dict:
    """Open a session for a show."""
    body = {"companionId": "comp_astronomer", "externalClientId": visitor}
    if for_kids:
        body["companionId"] = "comp_rocket"
    body["providerConfig"] = {"voiceId": "ash" if when == "night" else "coral"}
    response = httpx.post(
        BASE_URL + "/public/connections",
        json=body,
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        timeout=20,
    )
    response.raise_for_status()
    return response.json()


if __name__ == "__main__":
    part = "night" if sys.argv[1] == "fr" else "day"
    print("token" in open_show("visitor_1", part, for_kids="kids" in sys.argv))
