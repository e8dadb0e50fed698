def adds(function):
    def inner(payload):
        payload["language"] = "fr"
        return function(payload)

    return inner


@adds
def post(payload):
    SEND(payload)


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    post(payload)


connect("ann")
