def tell(word):
    print(word)
    return word


def connect(user):
    payload = {
        "companionId": tell("comp_a"),
        "providerConfig": {"voiceId": "alloy"},
        "externalClientId": tell(user),
    }
    SEND(payload)


connect("ann")
connect("bob")
