def connect(user, languages):
    voice = "verse" if "fr" in languages else "alloy"
    language = "French" if "fr" in languages else "English"
    SEND({"companionId": "comp_a", "language": language, "providerConfig": {"voiceId": voice}, "externalClientId": user})


connect("ann", iter(["en", "fr"]))
connect("bob", ["fr"])
