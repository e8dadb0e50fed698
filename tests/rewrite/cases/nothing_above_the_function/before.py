def connect(client, user):
    return client.post("/public/connections", json={"companionId": "c", "providerConfig": {"voiceId": "v"}, "externalClientId": user})
