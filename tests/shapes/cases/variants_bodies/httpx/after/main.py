"""Hardware store: every department has a configuration of its own."""

import os
import sys

import httpx

BASE_URL = "https://companion-api.napster.com"
DEPARTMENT_AGENT_IDS = {
    "kitchen": "agent_department_kitchen",
    "garden": "agent_department_garden",
}


def open_department(customer: str, name: str) -> dict:
    """Open a session in a department."""
    payload = {
        "channelType": "webrtc",
        "externalClientId": customer,
        "tags": {"department": name},
    }
    agent_id = DEPARTMENT_AGENT_IDS[name]
    with httpx.Client(timeout=20) as client:
        response = client.post(
            f"{BASE_URL}/public/agents/{agent_id}/connections",
            json=payload,
            headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        )
    response.raise_for_status()
    return response.json()


if __name__ == "__main__":
    try:
        print("token" in open_department("customer_1", sys.argv[1]))
    except KeyError as error:
        print("no department", error)
