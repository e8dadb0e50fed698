"""Opens sessions through a gateway that checks signatures."""

import hashlib
import hmac
import json
import os

import requests

BASE_URL = os.environ.get("NAPSTER_BASE_URL", "https://companion-api.napster.com")


def signature(payload: dict) -> str:
    text = json.dumps(payload, sort_keys=True)
    return hmac.new(b"a shared secret", text.encode(), hashlib.sha256).hexdigest()


def open_session(user_id: str) -> dict:
    payload = {
        "companionId": "comp_front_desk",
        "providerConfig": {"voiceId": "alloy"},
        "externalClientId": user_id,
    }
    headers = {
        "X-Api-Key": os.environ["NAPSTER_API_KEY"],
        "X-Signature": signature(payload),
    }
    response = requests.post(
        f"{BASE_URL}/public/connections", json=payload, headers=headers, timeout=10
    )
    response.raise_for_status()
    return response.json()


if __name__ == "__main__":
    print(sorted(open_session("ann")))
