"""Planning office: sessions about a plot."""

import os

import requests

BASE_URL = "https://companion-api.napster.com"
PLOT_AGENT_ID = "agent_plot"


def open_plot(citizen: str, plot: dict) -> dict:
    """Open a session about a plot."""
    body = {
        "channelType": "webrtc",
        "externalClientId": citizen,
    }
    if (number := plot.get("number")) is not None:
        body["tags"] = {"plot": number}
    if not (
        response := requests.post(
            f"{BASE_URL}/public/agents/{PLOT_AGENT_ID}/connections",
            json=body,
            headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
            timeout=20,
        )
    ):
        response.raise_for_status()
    return response.json()


if __name__ == "__main__":
    open_plot("citizen_1", {})
    print("token" in open_plot("citizen_1", {"number": "17/3"}))
