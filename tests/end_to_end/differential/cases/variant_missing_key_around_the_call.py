VOICES = {"en": "alloy", "fr": "verse"}


def connect(user, language):
    try:
        voice = VOICES[language]
        print("found", voice)
        SEND({"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": user})
    except KeyError:
        print("no voice for", language)


connect("ann", "en")
connect("bob", "de")
