def post(path, body):
    print("POST", path, sorted(body))
    return requests.post(BASE_URL + path, json=body, headers=HEADERS).json()


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    print("token" in post("/public/connections", payload))


connect("ann")
connect("bob")
