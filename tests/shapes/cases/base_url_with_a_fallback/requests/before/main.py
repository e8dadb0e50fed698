"""Beekeeper's hotline."""

import os

import requests

DEFAULT_BASE_URL = "https://companion-api.napster.com/"
CONNECTIONS_PATH = "/public/connections"


class Hotline:
    """Opens sessions with the beekeeper."""

    def __init__(self, base_url: str = "", api_key: str | None = None) -> None:
        self.base_url = (base_url or DEFAULT_BASE_URL).rstrip("/")
        self.api_key = api_key or os.environ["NAPSTER_API_KEY"]

    def call_beekeeper(self, caller: str) -> dict:
        """Open a session."""
        with requests.Session() as client:
            response = client.post(
                self.base_url + CONNECTIONS_PATH,
                headers={"X-Api-Key": self.api_key},
                json={
                    "companionId": "comp_beekeeper",
                    "providerConfig": {"voiceId": "ash"},
                    "externalClientId": caller,
                },
            )
            response.raise_for_status()
            return response.json()


if __name__ == "__main__":
    print("token" in Hotline().call_beekeeper("caller_1"))
