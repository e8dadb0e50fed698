VOICES = {"en": "alloy", "fr": "verse"}


def voice_for(language):
    return VOICES[language]


def connect(user, languages):
    voice = "sage"
    for language in languages:
        SEND({"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": user})
        voice = voice_for(language)


connect("ann", ["en", "fr", "en"])
