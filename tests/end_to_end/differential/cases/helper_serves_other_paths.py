def call(method, path, json=None):
    return requests.request(method, f"{BASE_URL}{path}", json=json, headers=HEADERS).json()


def connect(user):
    answer = call("POST", "/public/connections", json={"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user})
    call("DELETE", f"/public/connections/{answer['connection']['id']}")
    print(len(call("GET", "/public/sessions")))


connect("ann")
