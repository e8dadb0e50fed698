import os

os.environ.update({"VOICE": "verse"})


def connect(user):
    payload = {
        "companionId": "comp_a",
        "providerConfig": {"voiceId": os.getenv("VOICE", "alloy")},
        "externalClientId": user,
    }
    SEND(payload)


connect("ann")
connect("bob")
