import requests

SUPPORT_AGENT_ID = "agent_7f3c"


def connect(user):
    return requests.post(
        (
            "https://companion-api.napster.com"  # production
            f"/public/agents/{SUPPORT_AGENT_ID}/connections"
        ),
        json={"channelType": "webrtc", "externalClientId": user},
    )
