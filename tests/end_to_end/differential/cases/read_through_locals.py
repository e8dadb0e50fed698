def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    print(sorted(locals()), locals()["payload"])
    SEND(payload)


connect("ann")
connect("bob")
