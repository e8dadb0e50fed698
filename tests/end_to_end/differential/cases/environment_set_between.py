import os


def connect(user):
    payload = {
        "companionId": "comp_a",
        "providerConfig": {"voiceId": os.getenv("VOICE", "alloy")},
        "externalClientId": user,
    }
    SEND(payload)


connect("ann")
os.environ["VOICE"] = "verse"
connect("bob")
