def connect(user, voice=None):
    chosen = voice and "verse"
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": chosen or "alloy"}, "externalClientId": user})


connect("ann")
connect("bob", "x")
