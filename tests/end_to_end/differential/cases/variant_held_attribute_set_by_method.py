class Desk:
    def __init__(self, premium):
        self.voice = "verse" if premium else "alloy"

    def calm(self):
        self.voice = "sage"

    def connect(self, user):
        SEND({"companionId": "comp_a", "providerConfig": {"voiceId": self.voice}, "externalClientId": user})


desk = Desk(True)
desk.connect("ann")
desk.calm()
desk.connect("bob")
Desk(False).connect("cy")
