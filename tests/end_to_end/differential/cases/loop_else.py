def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    for name in ("ann", "cy"):
        if name == user:
            break
    else:
        payload["language"] = "fr"
    SEND(payload)


connect("ann")
connect("bob")
