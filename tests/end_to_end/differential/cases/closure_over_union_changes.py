def outer(user):
    def connect():
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}}
        payload |= {"externalClientId": user}

        def later():
            payload["language"] = "it"

        later()
        SEND(payload)

    connect()


outer("ann")
