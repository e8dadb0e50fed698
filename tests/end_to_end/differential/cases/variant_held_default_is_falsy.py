def connect(user, language=None):
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "language": language or "", "externalClientId": user})


connect("ann")
connect("bob", "fr")
