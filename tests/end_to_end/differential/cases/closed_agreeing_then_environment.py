import os


def connect(user, voice):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": user}
    SEND(payload)


connect("ann", "alloy")
connect("bob", os.environ.get("NOT_SET_VOICE", "alloy"))
