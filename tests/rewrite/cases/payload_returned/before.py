import requests

BASE = "https://companion-api.napster.com"


def connect(user_id):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "v"}, "tags": {"app": "web"}, "externalClientId": user_id}
    reply = requests.post(f"{BASE}/public/connections", json=payload)
    return reply.json(), payload
