VOICE = "alloy"


def connect(user):
    from conf import VOICE

    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": VOICE}, "externalClientId": user}
    SEND(payload)


connect("ann")
# --- conf.py
VOICE = "verse"
