class Desk:
    voice = "sage"

    def __init__(self, premium):
        if premium:
            self.voice = "verse"

    def connect(self, user):
        SEND({"companionId": "comp_a", "providerConfig": {"voiceId": self.voice}, "externalClientId": user})


Desk(True).connect("ann")
Desk(False).connect("bob")
