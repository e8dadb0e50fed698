"""Planning office: sessions about a plot."""

import os

import httpx

BASE_URL = "https://companion-api.napster.com"


def open_plot(citizen: str, plot: dict) -> dict:
    """Open a session about a plot."""
    headers = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}
    response = httpx.post(
        f"{BASE_URL}/public/connections",
        json=(
            body := {
                "companionId": "comp_planner",
                "providerConfig": {"voiceId": "sage"},
                "externalClientId": citizen,
                "tags": {"plot": plot["number"]},
            }
        ),
        headers=headers,
    )
    response.raise_for_status()
    print("opened for", body["externalClientId"])
    return response.json()


if __name__ == "__main__":
    print("token" in open_plot("citizen_1", {"number": "17/3"}))
