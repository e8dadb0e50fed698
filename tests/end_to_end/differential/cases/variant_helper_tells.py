VOICES = {"en": "alloy", "fr": "verse"}


def voice_for(language):
    print("asked for", language)
    return VOICES.get(language, "sage")


def connect(user, language):
    voice = voice_for(language)
    print("then")
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": user})


connect("ann", "en")
connect("bob", "de")
