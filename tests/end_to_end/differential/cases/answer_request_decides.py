def post(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    return requests.post(f"{BASE_URL}/public/connections", json=payload, headers=HEADERS)


def connect(user):
    answer = post(user)
    print("web" if answer.request.path_url.endswith("/public/connections") else "other")


connect("ann")
