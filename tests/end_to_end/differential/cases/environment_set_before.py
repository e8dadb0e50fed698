import os

os.environ["VOICE"] = "verse"
VOICE = os.environ.get("VOICE", "alloy")


def connect(user):
    payload = {
        "companionId": "comp_a",
        "providerConfig": {"voiceId": VOICE},
        "externalClientId": user,
    }
    SEND(payload)


connect("ann")
connect("bob")
