import httpx


def connect(user, staging=False):
    client = httpx.Client(base_url=BASE_URL, headers=HEADERS)
    if staging:
        client.base_url = BASE_URL + "/staging"
    answer = client.post(
        "/public/connections",
        json={
            "companionId": "comp_a",
            "providerConfig": {"voiceId": "alloy"},
            "externalClientId": user,
        },
    )
    print(answer.status_code)


def connect_otherwise(user, staging=False):
    client = httpx.Client(base_url=BASE_URL, headers=HEADERS)
    if not staging:
        client.timeout = 20
    else:
        client.base_url = BASE_URL + "/staging"
    answer = client.post(
        "/public/connections",
        json={
            "companionId": "comp_a",
            "providerConfig": {"voiceId": "alloy"},
            "externalClientId": user,
        },
    )
    print(answer.status_code)


for open_session in (connect, connect_otherwise):
    open_session("ann")
    open_session("bob", True)
