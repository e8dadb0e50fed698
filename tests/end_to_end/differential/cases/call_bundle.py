def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    options = {"json": payload, "headers": HEADERS, "timeout": 10}
    print(requests.post(f"{BASE_URL}/public/connections", **options).status_code)


connect("ann")
connect("bob")
