def connect(user):
    payload = {"companionId": "comp_x", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    del payload["companionId"]
    payload["companionId"] = "comp_a"
    payload.pop("externalClientId")
    SEND(payload)


connect("ann")
connect("bob")
