SWAPPED = {"fr": "de", "de": "fr"}


def connect(user, language):
    if language == "fr":
        companion = "comp_a"
        print("french")
    else:
        companion = "comp_b"
    language = SWAPPED[language]
    voice = "verse" if language == "fr" else "alloy"
    SEND({"companionId": companion, "providerConfig": {"voiceId": voice}, "externalClientId": user})


for user, language in (("ann", "fr"), ("bob", "de")):
    connect(user, language)
