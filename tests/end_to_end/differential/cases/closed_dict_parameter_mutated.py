def connect(user, provider):
    payload = {"companionId": "comp_a", "providerConfig": provider, "externalClientId": user}
    SEND(payload)
    provider["voiceId"] = "verse"


PROVIDER = {"voiceId": "alloy"}
connect("ann", PROVIDER)
connect("bob", PROVIDER)
