import requests

BASE = "https://companion-api.napster.com"
SUPPORT_AGENT_ID = "agent_7f3c"


def connect(user, mode):
    payload = {"channelType": "webrtc"}
    if mode == "a":
        pass
    elif mode == "b":
        payload["tags"] = {"mode": "b"}
    try:
        pass
    finally:
        payload["tags"] = {"x": "y"}
    with open("log") as log:
        pass
    return requests.post(f"{BASE}/public/agents/{SUPPORT_AGENT_ID}/connections", json=payload)
