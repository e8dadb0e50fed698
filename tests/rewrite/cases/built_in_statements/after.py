import requests

BASE = "https://companion-api.napster.com"
SUPPORT_AGENT_ID = "agent_7f3c"


def connect(user, profile=None, tags=None, night=False):
    payload = {"channelType": "webrtc"}
    payload.update({"externalClientId": user})

    if profile:
        payload["externalClientProfile"] = profile
    if tags is not None:
        payload.setdefault("tags", {}).update(tags)
    return requests.post(f"{BASE}/public/agents/{SUPPORT_AGENT_ID}/connections", json=payload)
