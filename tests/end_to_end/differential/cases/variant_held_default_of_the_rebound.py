def connect(user, voice=None):
    first = voice or "alloy"
    voice = {"alloy": "verse", "verse": "alloy"}[first]
    SEND({"companionId": "comp_" + first, "providerConfig": {"voiceId": voice or "alloy"}, "externalClientId": user})


connect("ann")
connect("bob", "verse")
