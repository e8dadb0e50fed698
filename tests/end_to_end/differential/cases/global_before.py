VOICE = "alloy"


def choose(voice):
    global VOICE
    VOICE = voice


def connect(user):
    payload = {
        "companionId": "comp_a",
        "providerConfig": {"voiceId": VOICE},
        "externalClientId": user,
    }
    SEND(payload)


choose("verse")
connect("ann")
choose("sage")
connect("bob")
