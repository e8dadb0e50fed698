from collections import defaultdict

VOICES = defaultdict(lambda: "sage", {"en": "alloy", "fr": "verse"})


def connect(user, language):
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": VOICES[language]}, "externalClientId": user})


connect("ann", "en")
connect("bob", "de")
