import requests

HOST = "https://companion-api.napster.com"
SUPPORT_AGENT_ID = "agent_7f3c"


def connect(user):
    return requests.post(f"{HOST}/public/agents/{SUPPORT_AGENT_ID}/connections/?v={{1}}", json={"channelType": "webrtc"})
