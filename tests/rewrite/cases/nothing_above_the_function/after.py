SUPPORT_AGENT_ID = "agent_7f3c"


def connect(client, user):
    return client.post(f"/public/agents/{SUPPORT_AGENT_ID}/connections", json={"channelType": "webrtc", "externalClientId": user})
