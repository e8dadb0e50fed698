VOICES = {"en": "alloy", "fr": "verse"}


def connect(user):
    for language, voice in VOICES.items():
        language = "de"
        SEND({"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "language": language})


connect("ann")
