ROOT = BASE_URL + "/public"


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    answer = requests.post(f"{ROOT}/connections", json=payload, headers=HEADERS).json()
    requests.delete(f"{ROOT}/connections/{answer['connection']['id']}", headers=HEADERS)
    print(requests.get(f"{ROOT}/sessions", headers=HEADERS).status_code)


connect("ann")
connect("bob")
