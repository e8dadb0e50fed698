"""Bank: customers of the gold tier get another voice."""

import os

import requests

BASE_URL = "https://companion-api.napster.com"
BRANCH_AGENT_IDS = {
    "verse": "agent_branch_verse",
    "alloy": "agent_branch_alloy",
}

if os.getenv("TIER") == "gold":
    VOICE = "verse"
else:
    VOICE = "alloy"


def open_branch(customer: str) -> dict:
    """Open a session at a branch."""
    response = requests.post(
        f"{BASE_URL}/public/agents/{BRANCH_AGENT_IDS[VOICE]}/connections",
        json={
            "channelType": "webrtc",
            "externalClientId": customer,
        },
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        timeout=20,
    )
    response.raise_for_status()
    return response.json()


if __name__ == "__main__":
    print("token" in open_branch("customer_1"))
