from __future__ import annotations

import json
import sys

import requests

BASE = "https://companion-api.napster.com"
VOICE = "voice_1"


def main() -> None:
    body = {"companionId": "c", "providerConfig": {"voiceId": VOICE}, "tags": {"a": "b"}}
    json.dump(requests.post(f"{BASE}/public/connections", json=body).json(), sys.stdout)
