from __future__ import annotations

import json
import os
import sys

import requests

BASE = "https://companion-api.napster.com"
SUPPORT_AGENT_ID = os.environ["SUPPORT_AGENT_ID"]


def main() -> None:
    body = {"channelType": "webrtc", "tags": {"a": "b"}}
    json.dump(requests.post(f"{BASE}/public/agents/{SUPPORT_AGENT_ID}/connections", json=body).json(), sys.stdout)
