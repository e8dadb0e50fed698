import requests

SUPPORT_AGENT_ID = "agent_7f3c"

URL = f"https://companion-api.napster.com/public/agents/{SUPPORT_AGENT_ID}/connections"


def connect(user, preview):
    payload = {
        "channelType": "webrtc",
        "tags": {"app": "web"},
        "externalClientId": user,
    }
    payload.pop("tags", None)
    return requests.post(URL, json=payload)
