VOICES = {1: "alloy", 2: "verse", True: "sage"}


def connect(user, number):
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": VOICES[number]}, "externalClientId": user})


connect("ann", 1)
connect("bob", 2)
