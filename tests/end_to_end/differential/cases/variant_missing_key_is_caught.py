VOICES = {"en": "alloy", "fr": "verse"}


def connect(user, language):
    voice = "sage"
    try:
        voice = VOICES[language]
    except KeyError:
        print("no voice for", language)
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": user})


connect("ann", "en")
connect("bob", "de")
