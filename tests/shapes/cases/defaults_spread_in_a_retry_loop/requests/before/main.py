"""Support sessions; callers may override anything."""

import json
import os
import sys

import requests

URL = "https://companion-api.napster.com/public/connections"
DEFAULTS = {"companionId": "comp_support", "providerConfig": {"voiceId": "alloy"}}


def open_support(customer: str, config: dict | None = None) -> dict:
    """Open a session; tries three times."""
    last: Exception | None = None
    for attempt in range(3):
        body = {**DEFAULTS, **(config or {}), "externalClientId": customer}
        try:
            response = requests.post(
                URL,
                json=body,
                headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
                timeout=5 + attempt,
            )
            response.raise_for_status()
            return response.json()
        except requests.RequestException as error:
            last = error
    raise RuntimeError("No session") from last


if __name__ == "__main__":
    given = json.loads(sys.argv[1]) if len(sys.argv) > 1 else None
    print("token" in open_support("customer_1", given))
