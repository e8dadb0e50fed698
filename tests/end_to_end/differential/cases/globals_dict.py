VOICE = "alloy"


def connect(user):
    payload = {
        "companionId": "comp_a",
        "providerConfig": {"voiceId": VOICE},
        "externalClientId": user,
    }
    SEND(payload)


connect("ann")
globals()["VOICE"] = "verse"
connect("bob")
