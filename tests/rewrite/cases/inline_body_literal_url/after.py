import requests

API_KEY = "not-a-real-key"
SUPPORT_AGENT_ID = "agent_7f3c"


def call(user):
    # every visitor gets the same concierge
    return requests.post(
        f"https://companion-api.napster.com/public/agents/{SUPPORT_AGENT_ID}/connections",
        headers={"X-Api-Key": API_KEY},
        json={
            "channelType": "webrtc",
            # who is talking
            "externalClientId": user.id,  # stable
        },
    )
