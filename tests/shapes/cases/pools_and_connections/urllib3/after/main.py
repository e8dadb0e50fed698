"""Weather station: the meteorologist explains the radar."""

import json
import os

import urllib3

BASE_URL = "https://companion-api.napster.com"
METEOROLOGIST_AGENT_ID = "agent_meteorologist"
http = urllib3.PoolManager()


def call_meteorologist(listener: str) -> dict:
    """Open a session with the meteorologist."""
    response = http.request(
        "POST",
        BASE_URL + f"/public/agents/{METEOROLOGIST_AGENT_ID}/connections",
        body=json.dumps(
            {
                "channelType": "webrtc",
                "externalClientId": listener,
            }
        ),
        headers={
            "Content-Type": "application/json",
            "X-Api-Key": os.environ["NAPSTER_API_KEY"],
        },
    )
    if response.status >= 400:
        raise RuntimeError(response.data.decode())
    return json.loads(response.data)


if __name__ == "__main__":
    print("token" in call_meteorologist("listener_1"))
