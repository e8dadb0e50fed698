def lru_cache(function):
    return lambda: "verse"


@lru_cache
def voice():
    return "alloy"


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": voice()}, "externalClientId": user}
    SEND(payload)


connect("ann")
