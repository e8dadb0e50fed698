"""Wine adviser of a restaurant."""

import os

import requests

ROOT = "https://companion-api.napster.com"


class Sommelier:
    """Opens sessions at the tables."""

    def __init__(self) -> None:
        self.headers = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}

    def _session_payload(self, table: str, guest: str) -> dict:
        return {
            "companionId": "comp_sommelier",
            "language": "it",
            "providerConfig": {"voiceId": "ballad"},
            "externalClientId": guest,
            "tags": {"table": table},
        }

    def _call(self, path: str, payload: dict) -> dict:
        with requests.Session() as client:
            response = client.post(ROOT + path, json=payload, headers=self.headers)
            response.raise_for_status()
            return response.json()

    def open_table(self, table: str, guest: str) -> dict:
        """Open a session at a table."""
        return self._call("/public/connections", self._session_payload(table, guest))


if __name__ == "__main__":
    print("token" in Sommelier().open_table("4", "guest_3"))
