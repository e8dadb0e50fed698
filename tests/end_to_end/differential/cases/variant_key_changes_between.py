VOICES = {"en": "alloy", "fr": "verse"}
COMPANIONS = {"en": "comp_a", "fr": "comp_b"}


def connect(user, language):
    voice = VOICES[language]
    language = "fr"
    SEND({"companionId": COMPANIONS[language], "providerConfig": {"voiceId": voice}, "language": language})


connect("ann", "en")
connect("bob", "fr")
