import requests

from app import track

SUPPORT_AGENT_ID = "agent_7f3c"


def connect(user):
    track(SUPPORT_AGENT_ID)
    return requests.post(
        f"https://companion-api.napster.com/public/agents/{SUPPORT_AGENT_ID}/connections",
        json={"channelType": "webrtc", "externalClientId": user},
    )
