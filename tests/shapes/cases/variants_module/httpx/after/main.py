"""Bank: customers of the gold tier get another voice."""

import httpx
import settings

BASE_URL = "https://companion-api.napster.com"
BRANCH_AGENT_IDS = {
    "comp_adviser": "agent_branch_adviser",
    "comp_teller": "agent_branch_teller",
}


def open_branch(customer: str) -> dict:
    """Open a session at a branch."""
    payload = {
        "channelType": "webrtc",
        "externalClientId": customer,
    }
    response = httpx.post(
        f"{BASE_URL}/public/agents/{BRANCH_AGENT_IDS[settings.COMPANION]}/connections",
        json=payload,
        headers={"X-Api-Key": settings.API_KEY},
        timeout=20,
    )
    response.raise_for_status()
    return response.json()


if __name__ == "__main__":
    print("token" in open_branch("customer_1"))
