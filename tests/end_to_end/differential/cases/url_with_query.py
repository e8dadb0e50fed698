import requests


def connect(user):
    payload = {
        "companionId": "comp_a",
        "providerConfig": {"voiceId": "alloy"},
        "externalClientId": user,
    }
    answer = requests.post(
        f"{BASE_URL}/public/connections?source=web", json=payload, headers=HEADERS, timeout=9
    )
    print(answer.status_code)
    ident = answer.json()["connection"]["id"]
    address = f"{BASE_URL}/public/connections/{ident}"
    print(requests.delete(address, headers=HEADERS, timeout=9).status_code)


connect("ann")
connect("bob")
