import os


def getenv(name, default):
    return default.upper()


def connect(user):
    payload = {
        "companionId": "comp_a",
        "providerConfig": {"voiceId": getenv("VOICE", "alloy")},
        "externalClientId": user,
    }
    SEND(payload)


connect("ann")
connect("bob")
