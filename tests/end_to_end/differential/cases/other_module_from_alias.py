import conf
import patch


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
# --- patch.py
import conf as settings

for name, value in {"VOICE": "verse"}.items():
    setattr(settings, name, value)
