"""Help desk: what a customer's plan includes."""

import os
import sys

import requests

URL = "https://companion-api.napster.com/public/connections"
PLANS = {
    "starter": {"voice": "alloy", "functions": []},
    "business": {"voice": "sage", "functions": ["fn_orders", "fn_refunds"]},
}


def open_help(customer: str, plan: str) -> dict:
    """Open a session for a customer."""
    config = PLANS[plan]
    response = requests.post(
        URL,
        json={
            "companionId": "comp_helper",
            "providerConfig": {"voiceId": config["voice"]},
            "functions": config["functions"],
            "externalClientId": customer,
            "tags": {"plan": plan},
        },
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        timeout=20,
    )
    response.raise_for_status()
    return response.json()


if __name__ == "__main__":
    print("token" in open_help("customer_1", sys.argv[1]))
