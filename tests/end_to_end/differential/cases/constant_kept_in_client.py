def connect(user):
    session = requests.Session()
    session.headers.update(HEADERS)
    session.headers["X-Api-Key"] = os.environ["NAPSTER_STAGING_KEY"]
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    SEND(payload)


connect("ann")
connect("bob")
