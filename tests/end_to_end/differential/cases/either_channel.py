def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    kind = "connections" if user == "ann" else "ws-connections"
    print(requests.post(f"{BASE_URL}/public/{kind}", json=payload, headers=HEADERS).status_code)


connect("ann")
connect("bob")
