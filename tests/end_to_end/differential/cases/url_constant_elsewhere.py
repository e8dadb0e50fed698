CONNECTIONS = f"{BASE_URL}/public/connections"


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    answer = requests.post(CONNECTIONS, json=payload, headers=HEADERS).json()
    requests.delete(CONNECTIONS + "/" + answer["connection"]["id"], headers=HEADERS)
    print(CONNECTIONS.endswith("/public/connections"))


connect("ann")
connect("bob")
