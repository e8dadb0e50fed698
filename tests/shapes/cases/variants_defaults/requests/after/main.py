"""Ferry: terminals that may choose the voice of their guide."""

import os

import requests

BASE_URL = "https://companion-api.napster.com"
TERMINAL_AGENT_IDS = {
    "sage": "agent_terminal_sage",
    "verse": "agent_terminal_verse",
    "alloy": "agent_terminal_alloy",
}


def open_terminal(passenger: str, voice: str | None = None) -> dict:
    """Open a session at a terminal."""
    agent_id = TERMINAL_AGENT_IDS[voice or "alloy"]
    response = requests.post(
        f"{BASE_URL}/public/agents/{agent_id}/connections",
        json={
            "channelType": "webrtc",
            "externalClientId": passenger,
        },
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        timeout=20,
    )
    response.raise_for_status()
    return response.json()


if __name__ == "__main__":
    open_terminal("passenger_1")
    open_terminal("passenger_2", "sage")
    print("token" in open_terminal("passenger_3", voice="verse"))
