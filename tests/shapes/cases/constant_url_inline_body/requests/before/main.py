"""Puts a museum visitor through to the guide, from the kiosk at the entrance."""

import os

import requests

API_KEY = os.environ["NAPSTER_API_KEY"]
BASE_URL = "https://companion-api.napster.com"


def open_guide(visitor: str, hall: str) -> dict:
    """Open a video session; the answer holds the token for the browser."""
    with requests.Session() as client:
        response = client.post(
            f"{BASE_URL}/public/connections",
            headers={"X-Api-Key": API_KEY},
            json={
                "companionId": "comp_guide",
                "language": "en",
                "providerConfig": {
                    "voiceId": "sage",
                    "settings": {"temperature": 0.4},
                },
                "externalClientId": visitor,
                "tags": {"hall": hall},
            },
        )
        response.raise_for_status()
        return response.json()


def main() -> None:
    session = open_guide("visitor_12", hall="east")
    print("token" in session)


if __name__ == "__main__":
    main()
