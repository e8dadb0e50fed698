def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    with open("log.txt", "w"):
        payload["language"] = "en"
    try:
        payload["useWebSearch"] = False
    finally:
        print("done")
    SEND(payload)


connect("ann")
connect("bob")
