def post(path, payload):
    extra = {"language": "fr"} if path.endswith("/connections") else {}
    return requests.post(f"{BASE_URL}{path}", json={**payload, **extra}, headers=HEADERS).json()


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    print("token" in post("/public/connections", payload))


connect("ann")
