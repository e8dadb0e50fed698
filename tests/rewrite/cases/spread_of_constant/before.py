import requests

BASE = "https://companion-api.napster.com"
AGENT = {"companionId": "comp_a", "providerConfig": {"voiceId": "v"}}
DEFAULTS = {"language": "en", "tags": {"app": "web"}}


def connect(user_id):
    return requests.post(
        f"{BASE}/public/connections",
        json={**AGENT, **DEFAULTS, "externalClientId": user_id},
    )


def copied(user_id):
    payload = AGENT.copy()
    payload["externalClientId"] = user_id
    return requests.post(f"{BASE}/public/connections", json=payload)


def merged(user_id):
    return requests.post(f"{BASE}/public/connections", json=AGENT | {"externalClientId": user_id})


def called(user_id):
    return requests.post(f"{BASE}/public/connections", json=dict(AGENT, externalClientId=user_id))
