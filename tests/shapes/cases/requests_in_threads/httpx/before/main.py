"""Harbour: a pilot station that calls several ships at once from a pool of threads."""

import os
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import httpx

BASE_URL = "https://companion-api.napster.com"
HEADERS = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}


def call_ship(pool: ThreadPoolExecutor, ship: str) -> dict:
    """Open the talk with a ship."""
    response = pool.submit(
        partial(
            httpx.post,
            f"{BASE_URL}/public/connections",
            json={
                "companionId": "comp_pilot",
                "providerConfig": {"voiceId": "alloy"},
                "externalClientId": f"ship_{ship}",
            },
            headers=HEADERS,
        )
    ).result()
    response.raise_for_status()
    return response.json()


if __name__ == "__main__":
    with ThreadPoolExecutor() as pool:
        print(sorted(call_ship(pool, "aurora")))
