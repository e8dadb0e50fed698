import httpx

client = httpx.Client(base_url="https://companion-api.napster.com")


def connect(user_id):
    return client.post("/public/connections", json={"companionId": "c", "providerConfig": {"voiceId": "v"}, "externalClientId": user_id})
