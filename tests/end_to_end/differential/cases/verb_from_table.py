VERBS = {"open": "post", "close": "delete"}


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    print(requests.request(VERBS["open"], f"{BASE_URL}/public/connections", json=payload, headers=HEADERS).status_code)


connect("ann")
connect("bob")
