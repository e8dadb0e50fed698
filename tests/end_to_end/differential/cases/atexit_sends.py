import atexit


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    SEND(payload)


atexit.register(connect, "ann")
connect("bob")
