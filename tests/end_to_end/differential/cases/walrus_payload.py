def connect(user):
    if payload := {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}:
        SEND(payload)


connect("ann")
connect("bob")
