"""Opens the stands of a fair in the morning."""

import os

import httpx

API = "https://companion-api.napster.com"
STANDS = ["stand_1", "stand_2", "stand_3"]
STANDS_AGENT_ID = "agent_stands"


def open_stands() -> list[str]:
    """Open a session at every stand; the tokens."""
    tokens = []
    for number, stand in enumerate(STANDS, 1):
        body = {
            "channelType": "webrtc",
            "externalClientId": stand,
            "tags": {"number": str(number)},
        }
        response = httpx.post(
            f"{API}/public/agents/{STANDS_AGENT_ID}/connections",
            json=body,
            headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
            timeout=20,
        )
        response.raise_for_status()
        tokens.append(response.json()["token"])
    return tokens


if __name__ == "__main__":
    print(len(open_stands()))
