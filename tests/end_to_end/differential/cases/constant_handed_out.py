PROVIDER = {"voiceId": "alloy"}


def provider():
    holder = {}
    holder["provider"] = PROVIDER
    return holder


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": PROVIDER, "externalClientId": user}
    SEND(payload)
    provider()["provider"]["voiceId"] = "verse"


connect("ann")
connect("bob")
