def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    SEND(payload)
    print(sorted(payload), CONNECTIONS)


CONNECTIONS = "/public/connections"
connect("ann")
