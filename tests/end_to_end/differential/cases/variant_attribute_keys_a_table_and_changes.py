PROMPTS = {"sales": "Sell things.", "help": "Help people."}


class Desk:
    def __init__(self, kind, loud):
        self.kind = kind
        self.voice = "verse" if loud else "alloy"

    def other(self):
        self.kind = "help" if self.kind == "sales" else "sales"

    def open(self, user):
        settings = {"instructions": PROMPTS[self.kind]}
        self.other()
        SEND({"companionId": "comp_a", "providerConfig": {"voiceId": self.voice, "settings": settings}, "externalClientId": user})


desk = Desk("sales", True)
desk.open("ann")
desk.open("bob")
Desk("help", False).open("eve")
