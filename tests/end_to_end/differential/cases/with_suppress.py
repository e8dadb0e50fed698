import contextlib


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}}
    with contextlib.suppress(ValueError):
        payload["tags"] = {"number": str(int(user))}
        payload["language"] = "fr"
    SEND(payload)


connect("ann")
connect("bob")
