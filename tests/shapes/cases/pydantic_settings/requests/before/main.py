"""Opens sessions with the notary."""

import requests
from settings import settings


def open_notary(client_id: str) -> dict:
    """Open a session."""
    payload = {
        "companionId": settings.napster_companion_id,
        "providerConfig": {"voiceId": "cedar"},
        "externalClientId": client_id,
    }
    with requests.Session() as client:
        response = client.post(
            f"{settings.napster_base_url}/public/connections",
            headers={"X-Api-Key": settings.napster_api_key},
            json=payload,
        )
        response.raise_for_status()
        return response.json()


if __name__ == "__main__":
    print("token" in open_notary("client_1"))
