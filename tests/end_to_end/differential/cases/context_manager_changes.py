import contextlib


@contextlib.contextmanager
def french(payload):
    payload["language"] = "fr"
    yield
    payload.pop("language")


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    with french(payload):
        SEND(payload)


connect("ann")
