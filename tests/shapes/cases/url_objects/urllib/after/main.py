"""Lost property office."""

import json
import os
from urllib.request import Request, urlopen

LOST_PROPERTY_AGENT_ID = "agent_lost_property"

ENDPOINT = f"https://companion-api.napster.com/public/agents/{LOST_PROPERTY_AGENT_ID}/connections"


def call_lost_property(passenger: str, line: str) -> dict:
    """Open a session about something lost."""
    body = {
        "channelType": "webrtc",
        "externalClientId": passenger,
        "tags": {"line": line},
    }
    request = Request(ENDPOINT, data=json.dumps(body).encode("utf-8"), method="POST")
    request.add_header("Content-Type", "application/json")
    request.add_header("X-Api-Key", os.environ["NAPSTER_API_KEY"])
    with urlopen(request, timeout=20) as response:
        return json.load(response)


if __name__ == "__main__":
    print("token" in call_lost_property("passenger_1", "U3"))
