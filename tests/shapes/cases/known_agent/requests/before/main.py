"""Opens sessions with the settings of an agent that was made in the dashboard."""

import os

import requests

BASE_URL = "https://companion-api.napster.com"
HEADERS = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}


def open_like_agent(agent_id: str, customer: str) -> dict:
    """Open a session as the agent would."""
    answer = requests.get(
        f"{BASE_URL}/public/agents/{agent_id}", headers=HEADERS, timeout=9
    )
    agent = answer.json()
    payload = {
        "companionId": agent["companionId"],
        "providerConfig": {
            "voiceId": agent["voiceId"],
            "settings": agent["providerSettings"],
        },
        "externalClientId": customer,
    }
    response = requests.post(
        f"{BASE_URL}/public/connections", json=payload, headers=HEADERS, timeout=9
    )
    response.raise_for_status()
    return response.json()


if __name__ == "__main__":
    made = requests.post(
        f"{BASE_URL}/public/agents",
        json={
            "name": "Desk",
            "companionId": "comp_a",
            "voiceId": "alloy",
            "providerSettings": {},
        },
        headers=HEADERS,
        timeout=9,
    )
    print("token" in open_like_agent(made.json()["id"], "customer_1"))
