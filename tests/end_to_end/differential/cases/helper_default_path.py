def post(payload, path="/public/connections"):
    return requests.post(f"{BASE_URL}{path}", json=payload, headers=HEADERS).json()


def connect(user):
    print("token" in post({"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}))


connect("ann")
print("token" in post({"companionId": "comp_b", "providerConfig": {"voiceId": "verse"}}))
