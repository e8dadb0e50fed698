import conf


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": conf.VOICE}, "externalClientId": user}
    SEND(payload)


connect("ann")
# --- conf.py
def __getattr__(name):
    if name == "VOICE":
        return "verse"
    raise AttributeError(name)
