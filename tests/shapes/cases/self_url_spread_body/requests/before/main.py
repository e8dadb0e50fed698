"""The host of a quiz show, one session a round."""

import os

import requests


class Quiz:
    """Opens rounds of the quiz."""

    base_url = "https://companion-api.napster.com"
    defaults = {
        "companionId": "comp_host",
        "providerConfig": {"voiceId": "ash", "settings": {"temperature": 0.9}},
    }

    def __init__(self, api_key: str) -> None:
        self.api_key = api_key

    def open_round(self, player: str, topic: str) -> dict:
        """Open a round about a topic."""
        body = {
            **self.defaults,
            "externalClientId": player,
            "tags": {"topic": topic},
        }
        with requests.Session() as client:
            response = client.post(
                f"{self.base_url}/public/connections",
                json=body,
                headers={"X-Api-Key": self.api_key},
            )
        response.raise_for_status()
        return response.json()


if __name__ == "__main__":
    quiz = Quiz(api_key=os.environ["NAPSTER_API_KEY"])
    print("token" in quiz.open_round("player_1", "rivers"))
