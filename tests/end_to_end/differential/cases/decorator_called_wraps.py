def wraps(function):
    def inner(payload):
        return function({**payload, "language": "fr"})

    return inner


@wraps
def post(payload):
    SEND(payload)


def connect(user):
    post({"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user})


connect("ann")
