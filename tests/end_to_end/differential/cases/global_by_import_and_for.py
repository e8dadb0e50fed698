VOICE = "alloy"
LANGUAGE = "en"


def tune():
    global VOICE, LANGUAGE
    from voices import BEST as VOICE

    for LANGUAGE in ("fr", "de"):
        print(LANGUAGE)


def connect(user):
    payload = {
        "companionId": "comp_a",
        "language": LANGUAGE,
        "providerConfig": {"voiceId": VOICE},
        "externalClientId": user,
    }
    SEND(payload)


connect("ann")
tune()
connect("bob")

# --- voices.py
BEST = "sage"
