def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    key = os.environ["NAPSTER_STAGING_KEY"] if user == "bob" else os.environ["NAPSTER_API_KEY"]
    print(requests.post(f"{BASE_URL}/public/connections", json=payload, headers={"X-Api-Key": key}).status_code)


connect("ann")
connect("bob")
