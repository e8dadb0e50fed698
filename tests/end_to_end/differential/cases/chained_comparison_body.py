def connect(user, level=3):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    if 1 < level < 5:
        payload["language"] = "fr"
    SEND(payload)


connect("ann")
connect("bob", 9)
