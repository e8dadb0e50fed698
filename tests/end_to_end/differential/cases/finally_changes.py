def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}}
    try:
        int(user)
    except ValueError:
        payload["initialSpeech"] = "Hi " + user
    finally:
        payload["useWebSearch"] = False
    SEND(payload)


connect("ann")
connect("bob")
