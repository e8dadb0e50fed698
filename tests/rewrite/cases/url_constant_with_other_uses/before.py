import requests

BASE = "https://companion-api.napster.com"
CONNECTIONS_URL = f"{BASE}/public/connections"


def connect(user):
    return requests.post(
        CONNECTIONS_URL,
        json={
            "companionId": "c",
            "providerConfig": {"voiceId": "v"},
            "externalClientId": user,
        },
    )


def hang_up(connection_id):
    return requests.delete(f"{CONNECTIONS_URL}/{connection_id}")
