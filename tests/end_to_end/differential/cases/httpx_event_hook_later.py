import httpx


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    with httpx.Client(headers=HEADERS) as client:
        client.event_hooks = {"request": [lambda request: print("sends", request.url.path)]}
        print(client.post(f"{BASE_URL}/public/connections", json=payload).status_code)


connect("ann")
connect("bob")
