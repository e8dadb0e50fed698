"""Opens a session with the standard library alone."""

import json
import os
import urllib.request

BASE_URL = os.environ.get("NAPSTER_BASE_URL", "https://companion-api.napster.com")


def open_session(user_id: str) -> dict:
    payload = {
        "companionId": "comp_front_desk",
        "providerConfig": {"voiceId": "alloy"},
        "externalClientId": user_id,
    }
    request = urllib.request.Request(
        f"{BASE_URL}/public/connections",
        data=json.dumps(payload).encode("utf-8"),
        method="POST",
    )
    request.add_header("X-Api-Key", os.environ["NAPSTER_API_KEY"])
    request.add_header("Content-Type", "application/json")
    with urllib.request.urlopen(request, timeout=10) as response:
        return json.load(response)


if __name__ == "__main__":
    print(sorted(open_session("ann")))
