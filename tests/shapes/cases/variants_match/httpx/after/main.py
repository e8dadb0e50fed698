"""Insurance: an agent for each kind of claim."""

import os
import sys

import httpx

BASE_URL = "https://companion-api.napster.com"
CLAIM_CAR_AGENT_ID = "agent_claim_car"
CLAIM_FIRE_AGENT_ID = "agent_claim_fire"
CLAIM_AGENT_ID = "agent_claim"


def open_claim(customer: str, kind: str) -> dict:
    """Open a session about a claim."""
    body = {
        "channelType": "webrtc",
        "externalClientId": customer,
    }
    match kind:
        case "car":
            agent_id = CLAIM_CAR_AGENT_ID
        case "fire":
            agent_id = CLAIM_FIRE_AGENT_ID
            body["initialSpeech"] = "Ask whether anybody is hurt."
        case _:
            agent_id = CLAIM_AGENT_ID
            body["tags"] = {"claim": "other"}
    response = httpx.post(
        f"{BASE_URL}/public/agents/{agent_id}/connections",
        json=body,
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        timeout=20,
    )
    response.raise_for_status()
    return response.json()


if __name__ == "__main__":
    print("token" in open_claim("customer_1", sys.argv[1]))
