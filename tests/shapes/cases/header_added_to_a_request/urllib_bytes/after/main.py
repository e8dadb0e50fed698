"""Opens a session for a script that may not install anything."""

import json
import os
from urllib import request

API = os.environ.get("NAPSTER_BASE_URL", "https://companion-api.napster.com")
DESK_AGENT_ID = "agent_desk"


class Desk:
    def __init__(self) -> None:
        self.key = os.environ["NAPSTER_API_KEY"]

    def call(self, user: str) -> dict:
        body = json.dumps(
            {
                "channelType": "webrtc",
                "externalClientId": user,
            }
        ).encode()
        req = request.Request(API + f"/public/agents/{DESK_AGENT_ID}/connections", body)
        req.add_header("X-Api-Key", self.key)
        req.add_header("Content-Type", "application/json")
        return json.loads(request.urlopen(req).read())


if __name__ == "__main__":
    print(sorted(Desk().call("ann")))
