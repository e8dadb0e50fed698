import httpx


def tell(answer):
    print(answer.request.method, answer.request.content)


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    answer = httpx.post(f"{BASE_URL}/public/connections", json=payload, headers=HEADERS)
    tell(answer)


connect("ann")
