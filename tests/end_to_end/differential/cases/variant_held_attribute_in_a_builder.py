class Desk:
    def __init__(self, premium):
        self.voice = "verse" if premium else "alloy"

    def payload(self, user):
        return {"companionId": "comp_a", "providerConfig": {"voiceId": self.voice}, "externalClientId": user}

    def connect(self, user):
        SEND(self.payload(user))


Desk(True).connect("ann")
Desk(False).connect("bob")
