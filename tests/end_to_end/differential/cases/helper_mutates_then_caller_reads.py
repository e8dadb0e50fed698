def post(path, payload):
    payload.setdefault("initialSpeech", "Hi")
    return requests.post(f"{BASE_URL}{path}", json=payload, headers=HEADERS).json()


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    print("token" in post("/public/connections", payload))
    print(payload)


connect("ann")
