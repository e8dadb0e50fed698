def post(path, payload):
    response = requests.post(f"{BASE_URL}{path}", json=payload, headers=HEADERS)
    if response.status_code >= 400:
        print("failed", path, response.status_code)
    return response.json()


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user, "tags": {"a" * 80: "x"}}
    print("token" in post("/public/connections", payload))


connect("ann")
