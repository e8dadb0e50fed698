SEEN = []


def noted(value):
    SEEN.append(value)
    return value


def connect(user):
    payload = {
        "companionId": "comp_a",
        "providerConfig": {"voiceId": "alloy"},
        "externalClientId": user,
    }
    payload["language"] = noted("en")
    SEND(payload)


connect("ann")
print(SEEN)
