"""Open a voice session for every customer who asked us to call about an order.

The back office runs this by hand. The token of each session goes into the link
that we text to the customer, so nothing secret is printed here.
"""

from __future__ import annotations

import os
import sys

import requests

BASE = os.environ.get("NAPSTER_BASE_URL", "https://companion-api.napster.com")
HEADERS = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}

# Picked with the support team in March; customers found the deeper ones too formal.
VOICE = "marin"

CALLBACKS = [
    ("customer_1041", {"firstName": "Ada", "order": "NB-20417"}),
    ("customer_1058", None),  # asked from the web form, which knows only the id
]


def open_session(user_id: str, profile: dict | None = None):
    """Post the whole configuration and return the response as it came."""
    payload = {
        "companionId": "comp_support",
        "language": "English",
        "functions": ["fn_order_status"],
        "providerConfig": {
            "voiceId": VOICE,
            "settings": {"temperature": 0.7},
        },
        "externalClientId": user_id,
    }
    # Without a profile the companion asks for the order number itself.
    if profile:
        payload["externalClientProfile"] = profile
    return requests.post(
        f"{BASE}/public/connections",
        headers=HEADERS,
        json=payload,
        timeout=10,
    )


def end_session(connection_id: str) -> None:
    """Hang up. Idle sessions count against our five, so never leave one open."""
    response = requests.delete(
        f"{BASE}/public/connections/{connection_id}", headers=HEADERS, timeout=10
    )
    response.raise_for_status()


def main() -> int:
    failed = 0
    for user_id, profile in CALLBACKS:
        response = open_session(user_id, profile)
        if not response.ok:
            print(f"{user_id}: refused with {response.status_code}", file=sys.stderr)
            failed += 1
            continue
        session = response.json()
        greeting = profile["firstName"] if profile else "unknown caller"
        state = "voice link ready" if session["token"] else "no token"
        print(f"{user_id} ({greeting}): {state}")
        end_session(session["connection"]["id"])
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
