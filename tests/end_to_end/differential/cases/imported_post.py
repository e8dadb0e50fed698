from requests import post as send_it


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    print(send_it(f"{BASE_URL}/public/connections", json=payload, headers=HEADERS).status_code)


connect("ann")
connect("bob")
