from conf import PROVIDER
import patch


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": PROVIDER}
    SEND(payload)


connect("ann")
connect("bob")
# --- conf.py
PROVIDER = {"voiceId": "alloy"}
# --- patch.py
from conf import PROVIDER as provider

provider["voiceId"] = "verse"
