def run(action):
    action()


def connect(user):
    def later():
        payload["language"] = "it"

    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}}
    payload |= {"externalClientId": user}
    run(later)
    SEND(payload)


connect("ann")
