import requests

BASE = "https://companion-api.napster.com"
FUNCTIONS = ["fn_a", "fn_b"]


def connect(user, profile=None, tags=None, night=False):
    payload = {}
    payload["companionId"] = "comp_a"
    payload["providerConfig"] = {"voiceId": "v", "settings": {}}

    # how warm it answers
    payload["providerConfig"]["settings"]["temperature"] = 0.4
    if FUNCTIONS:
        payload["functions"] = FUNCTIONS
    payload.update({"language": "en", "externalClientId": user})
    payload.update(disableIdleTimeout=True)

    if profile:
        payload["externalClientProfile"] = profile
    if tags is not None:
        payload.setdefault("tags", {}).update(tags)
        payload["useWebSearch"] = False
    return requests.post(f"{BASE}/public/connections", json=payload)
