import conf


def connect(user):
    payload = {
        "companionId": "comp_a",
        "providerConfig": {"voiceId": conf.VOICE},
        "externalClientId": user,
    }
    SEND(payload)


connect("ann")
conf.VOICE = "verse"
connect("bob")
# --- conf.py
VOICE = "alloy"
