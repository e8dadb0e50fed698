import requests

BASE = "https://companion-api.napster.com"


def connect(user, token):
    return requests.post(
        f"{BASE}/public/connections",
        json={
            "companionId": "c",
            "providerConfig": {"voiceId": "v"},
            "mcp": {
                "servers": ["crm"],
                "authorizations": [{"server": "crm", "token": token}],
            },
            "externalClientId": user,
        },
    )
