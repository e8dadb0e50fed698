"""Practice partner for language learners."""

import os

import requests

PRACTICE_AGENT_ID = "agent_practice"


class PracticePartner:
    """Opens practice sessions in French."""

    def __init__(self, base_url: str = "https://companion-api.napster.com") -> None:
        self._base_url = base_url
        self._key = os.environ["NAPSTER_API_KEY"]

    def _body(self, learner: str, level: str) -> dict:
        """What a session is opened with."""
        return {
            "channelType": "webrtc",
            "externalClientId": learner,
            "externalClientProfile": {"level": level},
        }

    def open_practice(self, learner: str, level: str = "A2") -> dict:
        """Open a session for a learner."""
        with requests.Session() as client:
            response = client.post(
                f"{self._base_url}/public/agents/{PRACTICE_AGENT_ID}/connections",
                headers={"X-Api-Key": self._key},
                json=self._body(learner, level),
            )
            response.raise_for_status()
            return response.json()


if __name__ == "__main__":
    print("token" in PracticePartner().open_practice("learner_4", "B1"))
