def connect(user):
    session = requests.Session()
    request = requests.Request("POST", f"{BASE_URL}/public/connections", json={"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}, headers=HEADERS)
    prepared = session.prepare_request(request)
    prepared.headers["X-Api-Key"] = os.environ["NAPSTER_STAGING_KEY"]
    print(session.send(prepared).status_code)


connect("ann")
