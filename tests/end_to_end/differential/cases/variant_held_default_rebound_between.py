def connect(user, voice=None):
    chosen = voice or "alloy"
    voice = "sage"
    print(voice)
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": chosen}, "externalClientId": user})


connect("ann")
connect("bob", "verse")
