class Desk:
    def __init__(self):
        self.asked = 0

    @property
    def voice(self):
        self.asked += 1
        return "alloy"

    def connect(self, user):
        SEND({"companionId": "comp_a", "providerConfig": {"voiceId": self.voice}, "externalClientId": user})
        print(self.asked)


Desk().connect("ann")
