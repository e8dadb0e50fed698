session = requests.Session()
session.headers.update(HEADERS)


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    print(session.post(f"{BASE_URL}/public/connections", json=payload).status_code)


connect("ann")
session.headers["X-Api-Key"] = os.environ["NAPSTER_STAGING_KEY"]
connect("bob")
