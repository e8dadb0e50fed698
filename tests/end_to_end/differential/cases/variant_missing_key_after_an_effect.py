VOICES = {"en": "alloy", "fr": "verse"}
SEEN = []


def connect(user, language):
    SEEN.append(user)
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": VOICES[language]}, "externalClientId": user}
    SEEN.append(language)
    SEND(payload)


connect("ann", "en")
try:
    connect("bob", "de")
except KeyError:
    print(SEEN)
