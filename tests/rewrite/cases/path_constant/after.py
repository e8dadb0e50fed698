import requests

BASE = "https://companion-api.napster.com"
SUPPORT_AGENT_ID = "agent_7f3c"
PATH = f"/public/agents/{SUPPORT_AGENT_ID}/connections"


def one(user):
    return requests.post(f"{BASE}{PATH}", json={"channelType": "webrtc", "externalClientId": user})


def two(user):
    return requests.post(BASE + PATH, json={"channelType": "webrtc", "externalClientId": user})
