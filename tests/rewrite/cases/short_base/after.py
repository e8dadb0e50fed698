import requests

BASE = "https://companion-api.napster.com/public"
SUPPORT_AGENT_ID = "agent_7f3c"


def connect(user):
    return requests.request("POST", BASE + f"/agents/{SUPPORT_AGENT_ID}/connections", json={"channelType": "webrtc", "externalClientId": user})
