def dict(given={}, **members):
    return {**given, **members, "language": "fr"}


def connect(user):
    payload = dict(companionId="comp_a", providerConfig={"voiceId": "alloy"})
    SEND(payload)


connect("ann")
connect("bob")
