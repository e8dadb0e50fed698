import requests

BASE = "https://companion-api.napster.com"
PATH = "/public/connections"
SUPPORT_AGENT_ID = "agent_7f3c"


def one(user):
    return requests.post(f"{BASE}/public/agents/{SUPPORT_AGENT_ID}/connections", json={"channelType": "webrtc", "externalClientId": user})


def two(user):
    return requests.post(BASE + f"/public/agents/{SUPPORT_AGENT_ID}/connections", json={"channelType": "webrtc", "externalClientId": user})


def close(connection):
    return requests.delete(BASE + PATH + "/" + connection)
