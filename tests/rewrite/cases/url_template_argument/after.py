import requests

BASE = "https://companion-api.napster.com"
SUPPORT_AGENT_ID = "agent_7f3c"
PATH = f"/public/agents/{SUPPORT_AGENT_ID}/connections"


def connect(user):
    payload = {"channelType": "webrtc", "externalClientId": user}
    return requests.post("{}{}".format(BASE, PATH), json=payload)
