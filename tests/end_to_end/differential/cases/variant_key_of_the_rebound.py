SWAPPED = {"fr": "de", "de": "fr"}
COMPANIONS = {"fr": "comp_a", "de": "comp_b"}
VOICES = {"fr": "verse", "de": "alloy"}


def connect(user, language):
    companion = COMPANIONS[language]
    print(companion)
    language = SWAPPED[language]
    SEND({"companionId": companion, "providerConfig": {"voiceId": VOICES[language]}, "externalClientId": user})


for user in ("ann", "bob"):
    connect(user, "fr" if user == "ann" else "de")
