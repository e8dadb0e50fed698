def post(path, payload, voice):
    payload["providerConfig"] = {"voiceId": voice}
    return requests.post(f"{BASE_URL}{path}", json=payload, headers=HEADERS).json()


def first(user):
    print("token" in post("/public/connections", {"companionId": "comp_a", "externalClientId": user}, "alloy"))


def second(user):
    print("token" in post("/public/connections", {"companionId": "comp_a", "externalClientId": user}, "verse"))


first("ann")
second("bob")
