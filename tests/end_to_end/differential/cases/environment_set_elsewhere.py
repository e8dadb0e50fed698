import os

import boot


def connect(user):
    payload = {
        "companionId": "comp_a",
        "providerConfig": {"voiceId": os.getenv("VOICE", "alloy")},
        "externalClientId": user,
    }
    SEND(payload)


connect("ann")
connect("bob")
# --- boot.py
import os

os.environ["VOICE"] = "verse"
