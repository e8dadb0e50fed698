import requests

SUPPORT_AGENT_ID = "agent_7f3c"

URL = f"https://companion-api.napster.com/public/agents/{SUPPORT_AGENT_ID}/connections"


def connect(user):
    payload = {"channelType": "webrtc", "tags": {"app": "web"}, "externalClientId": user}
    return requests.post(URL, json=payload)
