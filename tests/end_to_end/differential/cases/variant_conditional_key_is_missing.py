VOICES = {"en": "alloy", "fr": "verse"}
SEEN = []


def connect(user, premium, german):
    voice = VOICES["de" if german else "en"]
    SEEN.append(user)
    if premium:
        voice = "sage"
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": user})


for user, premium, german in (("ann", False, False), ("bob", True, False), ("cy", True, True), ("dee", False, True)):
    try:
        connect(user, premium, german)
    except KeyError as error:
        print(error, SEEN)
