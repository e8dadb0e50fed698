"""Ice rink: the steward, in as few lines as possible."""

import os

import requests

API = "https://companion-api.napster.com"
HEADERS = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}

open_rink = lambda skater: requests.post(
    f"{API}/public/connections",
    json={
        "companionId": "comp_steward",
        "providerConfig": {"voiceId": "echo"},
        "externalClientId": skater,
    },
    headers=HEADERS,
    timeout=20,
).json()


def open_rink_for_all(skaters: list[str]) -> list[str]:
    """The tokens of several sessions."""
    return [
        requests.post(
            f"{API}/public/connections",
            json={
                "companionId": "comp_steward",
                "providerConfig": {"voiceId": "echo"},
                "externalClientId": skater,
            },
            headers=HEADERS,
            timeout=20,
        ).json()["token"]
        for skater in skaters
    ]


if __name__ == "__main__":
    print("token" in open_rink("skater_1"))
    print(len(open_rink_for_all(["skater_2", "skater_3"])))
