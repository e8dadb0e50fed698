VOICES = {"en": "alloy", "fr": "verse"}


def voice_for(language):
    return VOICES[language]


def connect(user, language):
    one = voice_for(language.lower())
    other = voice_for("fr")
    SEND({"companionId": one, "providerConfig": {"voiceId": other}, "externalClientId": user})


connect("ann", "EN")
connect("bob", "FR")
