VOICES = {"en": "alloy", "fr": "verse"}


def voice_for(language):
    return VOICES[language]


def connect(user, language):
    voice = voice_for(language)
    print("opening for", user)
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": user})


connect("ann", "en")
try:
    connect("bob", "de")
except KeyError:
    print("refused")
