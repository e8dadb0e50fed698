def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    if user == "bob":
        HEADERS["X-Api-Key"] = os.environ["NAPSTER_STAGING_KEY"]
    print(requests.post(f"{BASE_URL}/public/connections", json=payload, headers=HEADERS).status_code)


connect("ann")
connect("bob")
