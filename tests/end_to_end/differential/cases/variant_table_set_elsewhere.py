VOICES = {"en": "alloy", "fr": "verse"}


def learn():
    VOICES["de"] = "sage"


def connect(user, language):
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": VOICES[language]}, "externalClientId": user})


connect("ann", "en")
learn()
connect("bob", "de")
