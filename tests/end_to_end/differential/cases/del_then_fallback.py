VOICE = "alloy"


def connect(user):
    try:
        voice = VOICE
    except NameError:
        voice = "verse"
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": user}
    SEND(payload)


connect("ann")
del VOICE
connect("bob")
