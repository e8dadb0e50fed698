class Desk:
    def __init__(self, given):
        try:
            self.voice = "verse" if int(given) else "alloy"
        except ValueError:
            self.voice = "sage"
        self.companion = chosen if (chosen := given) == "comp_b" else "comp_a"

    def connect(self, user):
        SEND({"companionId": self.companion, "providerConfig": {"voiceId": self.voice}, "externalClientId": user})


for given in ("1", "0", "x", "comp_b"):
    Desk(given).connect("ann")
