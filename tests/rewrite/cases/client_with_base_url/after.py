import httpx

SUPPORT_AGENT_ID = "agent_7f3c"

client = httpx.Client(base_url="https://companion-api.napster.com")


def connect(user_id):
    return client.post(f"/public/agents/{SUPPORT_AGENT_ID}/connections", json={"channelType": "webrtc", "externalClientId": user_id})
