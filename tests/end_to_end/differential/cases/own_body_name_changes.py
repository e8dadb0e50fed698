def connect(user):
    hello = "Hello " + user
    payload = {
        "companionId": "comp_a",
        "providerConfig": {"voiceId": "alloy"},
        "externalClientId": user,
        "initialSpeech": hello,
    }
    print(payload["companionId"])
    hello = "Bye"
    SEND(payload)
    print(hello)


connect("ann")
connect("bob")
