VOICES = {"en": "alloy", "fr": "verse"}


def voice_for(language):
    return VOICES[language]


def settings_for(code):
    return {"voiceId": voice_for(code)}


def connect(user, language):
    SEND({"companionId": "comp_a", "providerConfig": settings_for(language), "externalClientId": user})


connect("ann", "en")
connect("bob", "fr")
