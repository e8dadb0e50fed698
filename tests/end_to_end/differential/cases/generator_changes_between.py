def changes(payload):
    yield 1
    payload["language"] = "fr"
    yield 2


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    steps = changes(payload)
    next(steps)
    next(steps)
    SEND(payload)


connect("ann")
