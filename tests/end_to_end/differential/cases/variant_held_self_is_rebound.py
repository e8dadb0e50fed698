class Desk:
    def __init__(self, premium):
        self.voice = "verse" if premium else "alloy"

    def connect(self, user, other):
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": self.voice}, "externalClientId": user}
        self = other
        SEND(payload)


Desk(True).connect("ann", Desk(False))
