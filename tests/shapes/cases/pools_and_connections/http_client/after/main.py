"""Weather station: the meteorologist explains the radar."""

import json
import os
from http.client import HTTPConnection, HTTPSConnection
from urllib.parse import urlsplit

BASE = urlsplit(os.environ.get("NAPSTER_BASE_URL", "https://companion-api.napster.com"))
METEOROLOGIST_AGENT_ID = "agent_meteorologist"


def call_meteorologist(listener: str) -> dict:
    """Open a session with the meteorologist."""
    kind = HTTPSConnection if BASE.scheme == "https" else HTTPConnection
    connection = kind(BASE.netloc, timeout=20)
    payload = {
        "channelType": "webrtc",
        "externalClientId": listener,
    }
    headers = {
        "Content-Type": "application/json",
        "X-Api-Key": os.environ["NAPSTER_API_KEY"],
    }
    connection.request(
        "POST",
        f"/public/agents/{METEOROLOGIST_AGENT_ID}/connections",
        json.dumps(payload),
        headers,
    )
    return json.load(connection.getresponse())


if __name__ == "__main__":
    print("token" in call_meteorologist("listener_1"))
