import sys

if sys.version_info < (3,):
    from old import VOICE
else:
    from new import VOICE


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": VOICE}, "externalClientId": user}
    SEND(payload)


connect("ann")
# --- old.py
VOICE = "alloy"
# --- new.py
VOICE = "verse"
