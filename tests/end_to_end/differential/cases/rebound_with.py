import contextlib

VOICE = "alloy"
with contextlib.nullcontext("verse") as VOICE:
    pass


def connect(user):
    payload = {
        "companionId": "comp_a",
        "providerConfig": {"voiceId": VOICE},
        "externalClientId": user,
    }
    SEND(payload)


connect("ann")
connect("bob")
