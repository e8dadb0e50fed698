import atexit

VOICES = ["alloy"]


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": VOICES[0]}, "externalClientId": user}
    SEND(payload)


connect("ann")
atexit.register(print, "bye")
VOICES[:] = ["verse"]
connect("bob")
