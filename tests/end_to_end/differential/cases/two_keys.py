
STAGING = {"X-Api-Key": os.environ["NAPSTER_STAGING_KEY"]}


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    print(requests.post(f"{BASE_URL}/public/connections", json=payload, headers=HEADERS).status_code)
    print(requests.post(f"{BASE_URL}/public/connections", json=payload, headers=STAGING).status_code)


connect("ann")
connect("bob")
