class Desk:
    def __init__(self):
        self.voice = "sage"
        self.connect("zoe")
        self.voice = "alloy"

    def connect(self, user):
        SEND({"companionId": "comp_a", "providerConfig": {"voiceId": self.voice}, "externalClientId": user})


Desk().connect("ann")
