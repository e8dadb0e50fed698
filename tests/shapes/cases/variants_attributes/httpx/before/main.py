"""Clinic: wards whose nurses have voices of their own."""

import os

import httpx

BASE_URL = "https://companion-api.napster.com"
DEFAULT_VOICE = "alloy"


class Ward:
    """Opens sessions for patients."""

    def __init__(self, companion: str, voice: str | None = None) -> None:
        self.companion = companion
        self.voice = voice or DEFAULT_VOICE

    def payload(self, patient: str) -> dict:
        """What to send for a patient."""
        return {
            "companionId": self.companion,
            "providerConfig": {"voiceId": self.voice},
            "externalClientId": patient,
        }

    def open(self, patient: str) -> dict:
        """Open a session in the ward."""
        response = httpx.post(
            f"{BASE_URL}/public/connections",
            json=self.payload(patient),
            headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
            timeout=20,
        )
        response.raise_for_status()
        return response.json()


if __name__ == "__main__":
    Ward("comp_nurse").open("patient_1")
    print("token" in Ward("comp_nurse", "sage").open("patient_2"))
