def connect(user, voice=None):
    voice = voice if voice is not None else "alloy"
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": user})


connect("ann")
connect("bob", "verse")
