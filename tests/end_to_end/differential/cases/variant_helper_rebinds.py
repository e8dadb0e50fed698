VOICES = {"en": "alloy", "fr": "verse"}


def voice_for(language):
    language = language.lower()
    return VOICES.get(language, "sage")


def connect(user, language):
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": voice_for(language)}, "externalClientId": user})


connect("ann", "EN")
connect("bob", "de")
