def tell(word):
    print(word)
    return word


def connect(user):
    payload = {
        "externalClientId": tell(user),
        "companionId": "comp_a",
        "tags": {"a": tell("one"), "b": tell("two")},
        "providerConfig": {"voiceId": "alloy"},
        "initialSpeech": tell("three"),
    }
    SEND(payload)


connect("ann")
connect("bob")
