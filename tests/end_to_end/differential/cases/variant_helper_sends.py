def send(payload):
    SEND(payload)


def connect(user, premium, dark):
    def build(premium):
        return {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy" if premium else "verse"}, "externalClientId": user}

    send(build(dark))
    print(premium)


connect("ann", True, False)
connect("bob", False, True)
