"""Library: a function builds the payload, and children get another companion."""

import os
import sys

import httpx

BASE_URL = "https://companion-api.napster.com"
DESK_CHILD_AGENT_ID = "agent_desk_child"
DESK_AGENT_ID = "agent_desk"


def build_payload(reader: str, is_child: bool) -> dict:
    """What to send for a reader."""
    return {
        "channelType": "webrtc",
        "externalClientId": reader,
    }


def open_desk(reader: str, is_child: bool) -> dict:
    """Open a session at the desk."""
    agent_id = DESK_CHILD_AGENT_ID if is_child else DESK_AGENT_ID
    response = httpx.post(
        f"{BASE_URL}/public/agents/{agent_id}/connections",
        json=build_payload(reader, is_child),
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        timeout=20,
    )
    response.raise_for_status()
    return response.json()


if __name__ == "__main__":
    print("token" in open_desk("reader_1", sys.argv[1] == "it"))
