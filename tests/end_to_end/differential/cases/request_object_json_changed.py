def item(user):
    request = requests.Request("POST", f"{BASE_URL}/public/connections", json={"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}, headers=HEADERS)
    request.json["companionId"] = "comp_b"
    print(requests.Session().send(request.prepare()).status_code)


def updated(user):
    request = requests.Request("POST", f"{BASE_URL}/public/connections", json={"companionId": "comp_c", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}, headers=HEADERS)
    request.json.update(companionId="comp_d")
    print(requests.Session().send(request.prepare()).status_code)


def renamed(user):
    request = requests.Request("POST", f"{BASE_URL}/public/connections", json={"companionId": "comp_e", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}, headers=HEADERS)
    body = request.json
    body["companionId"] = "comp_f"
    print(requests.Session().send(request.prepare()).status_code)


def deleted(user):
    request = requests.Request("POST", f"{BASE_URL}/public/connections", json={"companionId": "comp_g", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user, "language": "fr"}, headers=HEADERS)
    del request.json["language"]
    print(requests.Session().send(request.prepare()).status_code)


item("ann")
updated("bob")
renamed("cleo")
deleted("dan")
