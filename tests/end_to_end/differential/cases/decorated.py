def with_language(function):
    def inner(user, payload):
        payload["language"] = "fr"
        return function(user, payload)

    return inner


@with_language
def send(user, payload):
    SEND(payload)


def connect(user):
    send(user, {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}})


connect("ann")
connect("bob")
