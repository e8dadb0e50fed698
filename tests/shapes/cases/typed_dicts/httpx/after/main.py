"""Car park: help at the barrier."""

import os
from typing import NotRequired, TypedDict

import httpx

BASE_URL = "https://companion-api.napster.com"
BARRIER_AGENT_ID = "agent_barrier"


class Body(TypedDict):
    """What opens a session."""

    companionId: str
    providerConfig: dict[str, str]
    externalClientId: NotRequired[str]


def open_barrier(driver: str | None) -> dict:
    """Open a session at the barrier."""
    body = {"channelType": "webrtc"}
    if driver:
        body["externalClientId"] = driver
    response = httpx.post(
        f"{BASE_URL}/public/agents/{BARRIER_AGENT_ID}/connections",
        json=body,
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        timeout=20,
    )
    response.raise_for_status()
    return response.json()


if __name__ == "__main__":
    open_barrier(None)
    print("token" in open_barrier("driver_1"))
