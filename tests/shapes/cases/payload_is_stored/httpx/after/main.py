"""Escape room: the game master remembers how a game was opened."""

import os

import httpx

BASE_URL = "https://companion-api.napster.com"
GAME_AGENT_ID = "agent_game"


class GameMaster:
    """One game."""

    def __init__(self) -> None:
        self.last_request: dict = {}

    def open_game(self, team: str, room: str) -> dict:
        """Open a session for a team."""
        payload = {
            "companionId": "comp_master",
            "providerConfig": {"voiceId": "onyx"},
            "externalClientId": team,
            "tags": {"room": room},
        }
        self.last_request = payload
        response = httpx.post(
            f"{BASE_URL}/public/agents/{GAME_AGENT_ID}/connections",
            json={
                "channelType": "webrtc",
                "externalClientId": team,
                "tags": payload["tags"],
            },
            headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
            timeout=20,
        )
        response.raise_for_status()
        return response.json()


if __name__ == "__main__":
    master = GameMaster()
    master.open_game("team_1", "cellar")
    print(master.last_request)
