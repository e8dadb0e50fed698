VOICES = {"en": "alloy", "fr": "verse"}


def connect(user, language, premium):
    voice = VOICES[language]
    if premium:
        voice = "sage"
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": user})


connect("ann", "en", True)
try:
    connect("bob", "de", True)
except KeyError:
    print("refused")
connect("cy", "fr", False)
