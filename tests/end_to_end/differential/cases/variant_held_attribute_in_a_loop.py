class Desk:
    def __init__(self, names):
        self.voice = "alloy"
        for name in names:
            self.voice = "verse" if name == "v" else "sage"

    def connect(self, user):
        SEND({"companionId": "comp_a", "providerConfig": {"voiceId": self.voice}, "externalClientId": user})


Desk([]).connect("ann")
Desk("vx").connect("bob")
Desk("xv").connect("cy")
