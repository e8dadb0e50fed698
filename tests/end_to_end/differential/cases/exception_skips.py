def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}}
    try:
        payload["initialSpeech"] = str(int(user))
        payload["language"] = "fr"
    except ValueError:
        pass
    SEND(payload)


connect("ann")
connect("bob")
