def connect(user, language):
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "language": language, "externalClientId": user})


connect("ann", None)
connect("bob", "fr")
