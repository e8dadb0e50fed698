def post(path, payload):
    return requests.post(f"{BASE_URL}{path}", json=payload, headers=HEADERS).json()


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    print("token" in post("/public/connections", payload))
    print("token" in post("/public/ws-connections", payload))


connect("ann")
