import os

import requests

from desk.defaults import DESK

DESK_AGENT_ID = "agent_desk"

URL = f"https://companion-api.napster.com/public/agents/{DESK_AGENT_ID}/connections"


def open_desk(visitor):
    return requests.post(
        URL,
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        json={
            "channelType": "webrtc",
            "tags": DESK["tags"],
            "externalClientId": visitor,
        },
    )
