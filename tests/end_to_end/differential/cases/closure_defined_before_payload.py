def connect(user):
    def later():
        payload["language"] = "it"

    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    later()
    SEND(payload)


connect("ann")
