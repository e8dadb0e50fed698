ALLOWED = {"/public/connections", "/public/ws-connections"}


def post(path, payload):
    if path not in ALLOWED:
        raise ValueError(path)
    return requests.post(f"{BASE_URL}{path}", json=payload, headers=HEADERS).json()


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    print("token" in post("/public/connections", payload))


connect("ann")
