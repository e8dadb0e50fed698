import httpx


def hook(request):
    print("sends", request.url.path)


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    with httpx.Client(event_hooks={"request": [hook]}, headers=HEADERS) as client:
        print(client.post(f"{BASE_URL}/public/connections", json=payload).status_code)


connect("ann")
connect("bob")
