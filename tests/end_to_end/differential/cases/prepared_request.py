def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    session = requests.Session()
    request = requests.Request("POST", f"{BASE_URL}/public/connections", json=payload, headers=HEADERS)
    prepared = session.prepare_request(request)
    print(session.send(prepared).status_code)


connect("ann")
connect("bob")
