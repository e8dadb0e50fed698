class Voices(dict):
    def __missing__(self, key):
        return "sage"


VOICES = Voices({"en": "alloy", "fr": "verse"})


def connect(user, language):
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": VOICES[language]}, "externalClientId": user})


connect("ann", "en")
connect("bob", "de")
