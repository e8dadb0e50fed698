import requests

BASE = "https://companion-api.napster.com"
SUPPORT_AGENT_ID = "agent_7f3c"


def connect(user, campaign):
    payload = {"channelType": "webrtc"}
    payload.update({"externalClientId": user})
    payload.setdefault("tags", {})["campaign"] = campaign
    payload |= {"initialSpeech": "Hello!"}
    return requests.post(f"{BASE}/public/agents/{SUPPORT_AGENT_ID}/connections", json=payload)
