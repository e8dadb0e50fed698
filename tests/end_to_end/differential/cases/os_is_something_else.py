from os import getenv

VOICE = getenv("NAPSTER_NO_VOICE", "alloy")


def connect(user, os="linux"):
    payload = {
        "companionId": "comp_a",
        "providerConfig": {"voiceId": VOICE},
        "externalClientId": user,
    }
    SEND(payload)
    print(os)


connect("ann")
