VOICE = "alloy"


def connect(user):
    payload = {
        "companionId": "comp_a",
        "providerConfig": {"voiceId": VOICE},
        "externalClientId": user,
    }
    SEND(payload)


connect("ann")
VOICE = "verse"
connect("bob")
