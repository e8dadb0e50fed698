import contextlib


@contextlib.contextmanager
def payload_for(user):
    made = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    yield made
    print(sorted(made))


def connect(user):
    with payload_for(user) as payload:
        SEND(payload)


connect("ann")
connect("bob")
