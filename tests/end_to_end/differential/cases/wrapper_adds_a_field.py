def post(path, body):
    body["language"] = "fr"
    return requests.post(BASE_URL + path, json=body, headers=HEADERS).json()


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    print("token" in post("/public/connections", payload))


connect("ann")
connect("bob")
