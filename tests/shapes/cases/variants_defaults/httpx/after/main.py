"""Ferry: terminals that may choose the voice of their guide."""

import os

import httpx

BASE_URL = "https://companion-api.napster.com"
TERMINAL_AGENT_IDS = {
    "verse": "agent_terminal_verse",
    "alloy": "agent_terminal_alloy",
}


def open_terminal(passenger: str, voice: str | None = None) -> dict:
    """Open a session at a terminal."""
    if voice is None:
        voice = "alloy"
    agent_id = TERMINAL_AGENT_IDS[voice]
    payload = {
        "channelType": "webrtc",
        "externalClientId": passenger,
    }
    with httpx.Client(base_url=BASE_URL, timeout=20) as client:
        response = client.post(
            f"/public/agents/{agent_id}/connections",
            json=payload,
            headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        )
    response.raise_for_status()
    return response.json()


if __name__ == "__main__":
    open_terminal("passenger_1")
    print("token" in open_terminal("passenger_2", voice="verse"))
