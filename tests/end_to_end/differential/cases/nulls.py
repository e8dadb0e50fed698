def connect(user):
    payload = {
        "companionId": "comp_a",
        "providerConfig": {"voiceId": "alloy", "settings": {"instructions": None}},
        "language": None,
        "functions": None,
        "externalClientId": user,
        "tags": None,
    }
    SEND(payload)


connect("ann")
connect("bob")
