VOICES = {("en", True): "alloy", ("fr", True): "verse", ("fr", False): "sage"}


def connect(user, language, loud):
    print("asks for", language)
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": VOICES[language, loud]}, "externalClientId": user})


connect("ann", "en", True)
connect("bob", "fr", 0)
try:
    connect("joe", "en", False)
except KeyError as error:
    print("refused", error)
