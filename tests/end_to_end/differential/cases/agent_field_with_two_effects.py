SEEN = []


def noted(value):
    SEEN.append(value)
    return value


def connect(user):
    payload = {
        "companionId": noted("comp_a"),
        "providerConfig": {"voiceId": "alloy"},
        "externalClientId": user,
    }
    payload["language"] = noted("en")
    payload.update(disableIdleTimeout=noted(True))
    SEND(payload)


connect("ann")
print(SEEN)
