from names import VOICE, other


def connect(user):
    payload = {
        "companionId": "comp_a",
        "providerConfig": {"voiceId": VOICE},
        "externalClientId": user,
    }
    SEND(payload)


connect("ann")
print(other())
# --- names.py
VOICE = "alloy"


def other():
    import names

    return names.VOICE, getattr(names, "VOI" + "CE")
