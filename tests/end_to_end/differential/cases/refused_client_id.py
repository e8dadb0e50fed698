def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    response = requests.post(f"{BASE_URL}/public/connections", json=payload, headers=HEADERS)
    print(response.status_code, response.ok)


connect("ann")
connect("not a valid id")
