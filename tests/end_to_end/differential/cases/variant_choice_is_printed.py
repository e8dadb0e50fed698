VOICES = {"en": "alloy", "fr": "verse"}


def connect(user, language):
    voice = VOICES[language]
    print("voice", voice)
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": user})


connect("ann", "en")
connect("bob", "fr")
