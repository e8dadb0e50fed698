def swapped(voice):
    return None if voice else "verse"


def connect(user, voice=None):
    chosen = voice
    voice = swapped(voice)
    if voice is None:
        chosen = "alloy"
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": chosen}, "externalClientId": user})


connect("ann", "sage")
connect("bob", "verse")
try:
    connect("cy")
except Exception as error:
    print(type(error).__name__)
