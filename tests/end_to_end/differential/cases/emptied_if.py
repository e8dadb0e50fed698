def connect(user, premium=False):
    payload = {
        "companionId": "comp_a",
        "providerConfig": {"voiceId": "alloy"},
        "externalClientId": user,
    }
    if premium:
        payload["language"] = "en"
    else:
        payload["language"] = "en"
        payload["tags"] = {"plan": "free"}
    SEND(payload)


def connect_too(user):
    payload = {
        "companionId": "comp_b",
        "providerConfig": {"voiceId": "alloy"},
        "externalClientId": user,
    }
    if user == "ann":
        payload["language"] = "fr"
    else:
        payload["language"] = "fr"
        payload["initialSpeech"] = "Salut"
    SEND(payload)


connect("ann")
connect("bob", True)
connect_too("ann")
connect_too("bob")
