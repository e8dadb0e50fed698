import requests

BASE = "https://companion-api.napster.com"
SUPPORT_AGENT_ID = "agent_7f3c"


def connect(user_id):
    return requests.post(
        f"{BASE}/public/agents/{SUPPORT_AGENT_ID}/connections",
        json={"channelType": "webrtc", "tags": {"app": "web"}, "externalClientId": user_id},
    )


def copied(user_id):
    payload = {"channelType": "webrtc"}
    payload["externalClientId"] = user_id
    return requests.post(f"{BASE}/public/agents/{SUPPORT_AGENT_ID}/connections", json=payload)


def merged(user_id):
    return requests.post(f"{BASE}/public/agents/{SUPPORT_AGENT_ID}/connections", json={"channelType": "webrtc", "externalClientId": user_id})


def called(user_id):
    return requests.post(f"{BASE}/public/agents/{SUPPORT_AGENT_ID}/connections", json=dict(channelType="webrtc", externalClientId=user_id))
