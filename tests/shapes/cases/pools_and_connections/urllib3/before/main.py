"""Weather station: the meteorologist explains the radar."""

import json
import os

import urllib3

BASE_URL = "https://companion-api.napster.com"
http = urllib3.PoolManager()


def call_meteorologist(listener: str) -> dict:
    """Open a session with the meteorologist."""
    response = http.request(
        "POST",
        BASE_URL + "/public/connections",
        body=json.dumps(
            {
                "companionId": "comp_meteorologist",
                "providerConfig": {"voiceId": "sage"},
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
