VOICES = {"en": "alloy", "fr": "verse"}


import functools


@functools.lru_cache
def voice_for(language):
    return VOICES[language]


def connect(user, language):
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": voice_for(language)}, "externalClientId": user})


connect("ann", "en")
connect("bob", "fr")
