import voices
import patch


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": voices.voice()}, "externalClientId": user}
    SEND(payload)


connect("ann")
# --- voices.py
def voice():
    return "alloy"
# --- patch.py
import voices

voices.voice = lambda: "verse"
