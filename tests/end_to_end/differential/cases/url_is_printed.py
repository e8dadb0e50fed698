def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    url = f"{BASE_URL}/public/connections"
    print(url.replace(BASE_URL, ""))
    print(requests.post(url, json=payload, headers=HEADERS).status_code)


connect("ann")
connect("bob")
