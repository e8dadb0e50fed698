import requests

SUPPORT_AGENT_ID = "agent_7f3c"


def connect(user):
    return requests.post(f"https://companion-api.napster.com/public/agents/{SUPPORT_AGENT_ID}/connections", json={"channelType": "webrtc", "externalClientId": user})
