def body(user, base={"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}}):
    base["externalClientId"] = user
    if user == "bob":
        base["language"] = "fr"
    return base


def connect(user):
    SEND(body(user))


connect("ann")
connect("bob")
connect("cy")
