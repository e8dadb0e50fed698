def noted(value):
    print("noted", value)
    return value == "ann"


def connect(user):
    payload = {
        "companionId": "comp_a",
        "providerConfig": {"voiceId": "alloy"},
        "externalClientId": user,
    }
    if noted(user):
        payload["language"] = "en"
    else:
        payload["language"] = "en"
    SEND(payload)


connect("ann")
connect("bob")
