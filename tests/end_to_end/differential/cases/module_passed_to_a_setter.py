import settings


def tune(target):
    target.VOICE = "sage"


def connect(user):
    payload = {
        "companionId": "comp_a",
        "providerConfig": {"voiceId": settings.VOICE},
        "externalClientId": user,
    }
    SEND(payload)


connect("ann")
tune(settings)
connect("bob")

# --- settings.py
VOICE = "alloy"
