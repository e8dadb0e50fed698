def voice():
    return "alloy"


def other():
    return "verse"


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": voice()}, "externalClientId": user}
    SEND(payload)


connect("ann")
voice.__code__ = other.__code__
connect("bob")
