class Desk:
    def __init__(self, voice=None, companion="comp_a"):
        self.voice = voice or "alloy"
        self.companion = companion

    def connect(self, user):
        SEND({"companionId": self.companion, "providerConfig": {"voiceId": self.voice}, "externalClientId": user})


Desk().connect("ann")
Desk("verse").connect("bob")
Desk(companion="comp_b").connect("cy")
