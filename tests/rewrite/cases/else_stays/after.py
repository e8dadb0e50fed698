import requests

BASE = "https://companion-api.napster.com"
SUPPORT_AGENT_ID = "agent_7f3c"


def connect(user, quiet):
    payload = {"channelType": "webrtc"}
    if not quiet:
        payload["initialSpeech"] = "Hello!"
    if user is None:
        payload["tags"] = {"anonymous": "yes"}
    return requests.post(f"{BASE}/public/agents/{SUPPORT_AGENT_ID}/connections", json=payload)
