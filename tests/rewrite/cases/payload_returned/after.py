import requests

BASE = "https://companion-api.napster.com"
SUPPORT_AGENT_ID = "agent_7f3c"


def connect(user_id):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "v"}, "tags": {"app": "web"}, "externalClientId": user_id}
    reply = requests.post(
        f"{BASE}/public/agents/{SUPPORT_AGENT_ID}/connections",
        json={
            "channelType": "webrtc",
            "tags": payload["tags"],
            "externalClientId": user_id,
        },
    )
    return reply.json(), payload
