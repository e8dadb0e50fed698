"""Clinic: a reception that speaks softly at night."""

import os
import sys

import requests

BASE_URL = "https://companion-api.napster.com"


class Reception:
    """Opens sessions for patients."""

    def __init__(self, is_night: bool) -> None:
        self.companion = "comp_night_nurse" if is_night else "comp_receptionist"
        self.voice = "sage" if is_night else "alloy"
        self.headers = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}

    def open(self, patient: str) -> dict:
        """Open a session at the reception."""
        response = requests.post(
            f"{BASE_URL}/public/connections",
            json={
                "companionId": self.companion,
                "providerConfig": {"voiceId": self.voice},
                "externalClientId": patient,
            },
            headers=self.headers,
            timeout=20,
        )
        response.raise_for_status()
        return response.json()


if __name__ == "__main__":
    reception = Reception(is_night=sys.argv[1] == "night")
    print("token" in reception.open("patient_1"))
