import functools

post = functools.partial(requests.post, f"{BASE_URL}/public/connections", headers=HEADERS)


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    print(post(json=payload).status_code)


connect("ann")
connect("bob")
