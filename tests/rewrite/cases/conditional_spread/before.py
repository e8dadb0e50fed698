import requests

BASE = "https://companion-api.napster.com"


def connect(user, profile, night):
    return requests.post(
        f"{BASE}/public/connections",
        json={
            "companionId": "c",
            "providerConfig": {"voiceId": "v"},
            **({"externalClientProfile": profile} if profile else {}),
            **({"language": "en"} if night else {}),
            **({"tags": {"t": "n"}, "useWebSearch": True} if night else {"useWebSearch": False}),
        },
    )
