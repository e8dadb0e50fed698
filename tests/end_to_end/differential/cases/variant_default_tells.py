VOICES = {"en": "alloy", "fr": "verse"}


def fallback():
    print("asked for more")
    return "sage"


def connect(user, language):
    voice = VOICES.get(language, fallback())
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": user})


connect("ann", "en")
connect("bob", "de")
