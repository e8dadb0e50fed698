class Desk:
    def __init__(self, night):
        self.night = night

    def voice(self, premium):
        return "alloy" if premium and not self.night else "verse"

    def connect(self, user, premium):
        SEND({"companionId": "comp_a", "providerConfig": {"voiceId": self.voice(premium)}, "externalClientId": user})


Desk(True).connect("ann", True)
Desk(False).connect("bob", True)
