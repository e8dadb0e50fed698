def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    print(requests.post(f"{BASE_URL}/public/connections", json=payload, data=None, headers=HEADERS).status_code)


connect("ann")
connect("bob")
