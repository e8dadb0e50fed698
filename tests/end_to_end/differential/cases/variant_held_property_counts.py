class Desk:
    def __init__(self, premium):
        self._voice = "verse" if premium else "alloy"
        self.asked = 0

    @property
    def voice(self):
        self.asked += 1
        return self._voice

    def connect(self, user):
        SEND({"companionId": "comp_a", "providerConfig": {"voiceId": self.voice}, "externalClientId": user})
        print(self.asked)


Desk(True).connect("ann")
Desk(False).connect("bob")
