import contextlib

VOICES = {"en": "alloy", "fr": "verse"}


def connect(user, language):
    voice = "sage"
    with contextlib.suppress(KeyError):
        voice = VOICES[language]
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": user})


connect("ann", "en")
connect("bob", "de")
