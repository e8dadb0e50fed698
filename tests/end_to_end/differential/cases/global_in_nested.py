VOICE = "alloy"


def connect(user):
    def choose():
        global VOICE
        VOICE = "verse"

    choose()
    payload = {
        "companionId": "comp_a",
        "providerConfig": {"voiceId": VOICE},
        "externalClientId": user,
    }
    SEND(payload)


connect("ann")
connect("bob")
