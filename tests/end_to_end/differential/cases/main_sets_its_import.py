import conf

conf.VOICE = "verse"


def connect(user):
    payload = {
        "companionId": "comp_a",
        "providerConfig": {"voiceId": conf.VOICE},
        "externalClientId": user,
    }
    SEND(payload)


connect("ann")
connect("bob")
# --- conf.py
VOICE = "alloy"
