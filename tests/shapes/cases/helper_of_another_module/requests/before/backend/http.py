"""The one place that speaks HTTP."""

import os

import requests

BASE_URL = os.environ.get("NAPSTER_BASE_URL", "https://companion-api.napster.com")


def api_post(path: str, payload: dict, *, timeout: float = 20.0) -> dict:
    """Post a payload and return the answer; raises for a refusal."""
    with requests.Session() as client:
        response = client.post(
            f"{BASE_URL}{path}",
            json=payload,
            headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        )
        response.raise_for_status()
        return response.json()
