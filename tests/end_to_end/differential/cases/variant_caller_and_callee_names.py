VOICES = {"en": "alloy", "fr": "verse"}


def voice_for(language, other):
    return VOICES[other]


def connect(user, language, other):
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": voice_for(other, language)}, "externalClientId": user})


connect("ann", "en", "fr")
connect("bob", "fr", "en")
