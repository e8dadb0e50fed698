def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    request = requests.Request("POST", f"{BASE_URL}/public/connections", json=payload, headers=HEADERS)
    request.json["language"] = "fr"
    print(requests.Session().send(request.prepare()).status_code)


connect("ann")
connect("bob")
