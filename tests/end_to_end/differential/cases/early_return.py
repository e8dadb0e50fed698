def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}}
    if user == "ann":
        payload["language"] = "fr"
        SEND(payload)
        return
    SEND(payload)


connect("ann")
connect("bob")
