PROMPTS = {"sales": "Sell things.", "help": "Help people."}


class Desk:
    def __init__(self, kind, loud):
        self.kind = kind
        self.voice = "verse" if loud else "alloy"

    def open(self, user):
        settings = {"instructions": PROMPTS[self.kind]}
        SEND({"companionId": "comp_a", "providerConfig": {"voiceId": self.voice, "settings": settings}, "externalClientId": user})


for loud in (True, False):
    Desk("sales", loud).open("ann")
    Desk("help", not loud).open("bob")
