import requests

BASE = "https://companion-api.napster.com"
SUPPORT_AGENT_ID = "agent_7f3c"


def connect(user, token):
    return requests.post(
        f"{BASE}/public/agents/{SUPPORT_AGENT_ID}/connections",
        json={
            "channelType": "webrtc",
            "mcp": {
                "authorizations": [{"server": "crm", "token": token}],
            },
            "externalClientId": user,
        },
    )
