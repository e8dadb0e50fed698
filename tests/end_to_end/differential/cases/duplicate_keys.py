def connect(user):
    payload = {
        "companionId": "comp_a",
        "companionId": "comp_b",
        "providerConfig": {"voiceId": "alloy", "voiceId": "verse"},
        "externalClientId": "x",
        "externalClientId": user,
    }
    SEND(payload)


connect("ann")
connect("bob")
