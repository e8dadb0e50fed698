VOICES = {"en": "alloy", "fr": "verse"}


def connect(user, language):
    voice = VOICES[language]
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": user})


connect("ann", "en")
VOICES["en"] = "sage"
connect("bob", "en")
connect("cy", "fr")
