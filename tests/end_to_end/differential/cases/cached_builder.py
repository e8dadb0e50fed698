import functools


@functools.lru_cache
def base():
    return {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}}


def connect(user):
    payload = base()
    SEND(payload)
    payload["language"] = "fr"


connect("ann")
connect("bob")
