def risky(user):
    if user == "bob":
        raise ValueError(user)
    return "fr"


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    try:
        payload["language"] = risky(user)
        payload["functions"] = ["fn_1"]
    except ValueError:
        pass
    SEND(payload)


connect("ann")
connect("bob")
