def connect(user, payload={"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}}):
    payload["externalClientId"] = user
    SEND(payload)
    payload["language"] = "fr"


connect("ann")
connect("bob")
