VOICES = {"en": "alloy", "fr": "verse"}


def connect(user, language):
    given = language
    language = language.lower()
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": VOICES[language]}, "language": given})


connect("ann", "EN")
connect("bob", "fr")
