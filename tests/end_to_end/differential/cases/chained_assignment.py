def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}}
    payload["externalClientId"] = payload["initialSpeech"] = user
    copy = payload["language"] = "en"
    print(copy)
    SEND(payload)


connect("ann")
connect("bob")
