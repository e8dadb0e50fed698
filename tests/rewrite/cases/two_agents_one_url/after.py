import requests

BASE = "https://companion-api.napster.com"
SUPPORT_AGENT_ID = "agent_7f3c"
SALES_AGENT_ID = "agent_sales_agent_id"


def support(user):
    body = {"channelType": "webrtc", "externalClientId": user}
    return requests.post(f"{BASE}/public/agents/{SUPPORT_AGENT_ID}/connections", json=body)


def sales(user):
    body = {"channelType": "webrtc", "externalClientId": user}
    return requests.post(f"{BASE}/public/agents/{SALES_AGENT_ID}/connections", json=body)
