def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}

    def send():
        SEND(payload)

    send()
    payload["language"] = "fr"
    send()


connect("ann")
connect("bob")
