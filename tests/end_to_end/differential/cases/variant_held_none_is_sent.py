def connect(user, voice, language=None):
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "language": language, "externalClientId": user})


connect("ann", "alloy")
connect("bob", "verse", "fr")
