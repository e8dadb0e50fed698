print([
    requests.post(f"{BASE_URL}/public/connections", json={"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}, headers=HEADERS).status_code
    for user in ("ann", "bob")
])
