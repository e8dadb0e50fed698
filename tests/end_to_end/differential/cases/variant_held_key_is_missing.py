VOICES = {"en": "alloy", "fr": "verse"}
SEEN = []


class Desk:
    def __init__(self, language=None):
        self.language = language or "en"

    def connect(self, user, premium):
        voice = VOICES[self.language]
        SEEN.append(self.language)
        if premium:
            voice = "sage"
        SEND({"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": user})


for language in (Desk(), Desk("fr"), Desk("de")):
    try:
        language.connect("ann", False)
        language.connect("bob", True)
    except KeyError as error:
        print(error, SEEN)
