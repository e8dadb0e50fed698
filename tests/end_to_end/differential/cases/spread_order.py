BASE = {"companionId": "comp_a", "language": "en", "tags": {"a": "b"}, "providerConfig": {"voiceId": "alloy"}}


def connect(user):
    payload = {"language": "fr", "externalClientId": user, **BASE}
    SEND(payload)
    payload = {**BASE, "language": "fr", "tags": {"who": user}}
    SEND(payload)


connect("ann")
connect("bob")
