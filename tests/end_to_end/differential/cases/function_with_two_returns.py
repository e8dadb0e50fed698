def voice_of(user):
    for known in ("ann", "cy"):
        if known == user:
            return "sage"
    return "alloy"


def companion_of(user):
    try:
        if user == "ann":
            return "comp_b"
    finally:
        print(user)
    return "comp_a"


def connect(user):
    payload = {
        "companionId": companion_of(user),
        "providerConfig": {"voiceId": voice_of(user)},
        "externalClientId": user,
    }
    SEND(payload)


connect("ann")
connect("bob")
