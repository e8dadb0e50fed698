import os

os.environ.setdefault("VOICE", "verse")


def connect(user):
    payload = {
        "companionId": "comp_a",
        "providerConfig": {"voiceId": os.environ.get("VOICE", "alloy")},
        "externalClientId": user,
    }
    SEND(payload)


connect("ann")
connect("bob")
