"""Rehearsal partner for actors: plays the other half of a scene."""

import os

import requests

REHEARSAL_AGENT_ID = "agent_rehearsal"


class RehearsalClient:
    """Opens rehearsals."""

    BASE_URL = "https://companion-api.napster.com"
    VOICE = "ballad"

    def __init__(self) -> None:
        self.headers = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}

    def open(self, actor: str, scene: str, cues: list[str]) -> dict:
        """Open a rehearsal of a scene."""
        with requests.Session() as client:
            response = client.post(
                f"{self.BASE_URL}/public/agents/{REHEARSAL_AGENT_ID}/connections",
                headers=self.headers,
                json={
                    "channelType": "websocket",
                    "externalClientId": actor,
                    "externalClientProfile": {"scene": scene, "cues": cues},
                },
            )
            response.raise_for_status()
            return response.json()


if __name__ == "__main__":
    session = RehearsalClient().open("actor_2", "III.1", ["To be"])
    print(
        session["connection"]["status"] if "status" in session["connection"] else "open"
    )
