"""Planetarium: shows for children and for grown-ups, by day and by night."""

import os
import sys

import httpx

BASE_URL = "https://companion-api.napster.com"
SHOW_KIDS_NIGHT_AGENT_ID = "agent_show_kids_night"
SHOW_KIDS_AGENT_ID = "agent_show_kids"
SHOW_NIGHT_AGENT_ID = "agent_show_night"
SHOW_AGENT_ID = "agent_show"


def open_show(visitor: str, when: str, *, for_kids: bool) -> dict:
    """Open a session for a show."""
    body = {"channelType": "webrtc", "externalClientId": visitor}
    if for_kids:
        agent_id = SHOW_KIDS_NIGHT_AGENT_ID if when == "night" else SHOW_KIDS_AGENT_ID
    elif when == "night":
        agent_id = SHOW_NIGHT_AGENT_ID
    else:
        agent_id = SHOW_AGENT_ID
    response = httpx.post(
        BASE_URL + f"/public/agents/{agent_id}/connections",
        json=body,
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        timeout=20,
    )
    response.raise_for_status()
    return response.json()


if __name__ == "__main__":
    part = "night" if sys.argv[1] == "fr" else "day"
    print("token" in open_show("visitor_1", part, for_kids="kids" in sys.argv))
