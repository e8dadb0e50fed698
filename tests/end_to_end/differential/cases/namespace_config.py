from types import SimpleNamespace

CONFIG = SimpleNamespace(voice="alloy")


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": CONFIG.voice}, "externalClientId": user}
    SEND(payload)


connect("ann")
CONFIG.voice = "verse"
connect("bob")
