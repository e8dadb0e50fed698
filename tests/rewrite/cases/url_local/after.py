import requests

BASE = "https://companion-api.napster.com"
SUPPORT_AGENT_ID = "agent_7f3c"


def connect(user):
    url = BASE + f"/public/agents/{SUPPORT_AGENT_ID}/connections"
    body = dict(
        channelType="webrtc",
        externalClientId=user,
    )
    return requests.post(url, json=body)
