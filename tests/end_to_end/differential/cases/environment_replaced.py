import os

os.environ = {"VOICE": "verse", **os.environ}


def connect(user):
    payload = {
        "companionId": "comp_a",
        "providerConfig": {"voiceId": os.environ.get("VOICE", "alloy")},
        "externalClientId": user,
    }
    SEND(payload)


connect("ann")
connect("bob")
