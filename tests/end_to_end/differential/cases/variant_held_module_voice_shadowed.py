import sys

VOICE = "verse" if len(sys.argv) > 9 else "alloy"


def payload(user):
    return {"companionId": "comp_a", "providerConfig": {"voiceId": VOICE}, "externalClientId": user}


def connect(user):
    VOICE = "sage"
    print(VOICE)
    SEND(payload(user))


connect("ann")
