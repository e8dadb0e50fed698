"""Barber: sessions are opened, looked up and ended."""

import os

import requests


class Barber:
    """Everything about a session with the barber."""

    def __init__(self) -> None:
        self.url = "https://companion-api.napster.com/public/connections"
        self.session = requests.Session()
        self.session.headers.update({"X-Api-Key": os.environ["NAPSTER_API_KEY"]})

    def open_chair(self, customer: str) -> str:
        """Open a session; its id."""
        body = {
            "companionId": "comp_barber",
            "providerConfig": {"voiceId": "ash"},
            "externalClientId": customer,
        }
        response = self.session.post(self.url, json=body, timeout=9)
        response.raise_for_status()
        return response.json()["connection"]["id"]

    def close_chair(self, ident: str) -> int:
        """End a session."""
        return self.session.delete(f"{self.url}/{ident}", timeout=9).status_code


if __name__ == "__main__":
    barber = Barber()
    print(barber.close_chair(barber.open_chair("customer_1")) < 300)
