def connect(user, voice=None):
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": voice or "alloy"}, "externalClientId": user})


connect("ann")
connect("bob", **{"voice": "verse"})
connect(*["cy", "sage"])
