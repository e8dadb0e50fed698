def connect(user):
    provider = {"voiceId": "alloy"}
    payload = {"companionId": "comp_a", "providerConfig": provider, "externalClientId": user}
    provider["voiceId"] = "verse"
    SEND(payload)
    print(provider)


connect("ann")
connect("bob")
