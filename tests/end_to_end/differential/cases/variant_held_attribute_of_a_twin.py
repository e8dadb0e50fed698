class Desk:
    def __init__(self, premium):
        self.premium = premium
        self.voice = "verse" if premium else "alloy"

    def other(self):
        return not self.premium

    def payload(self, user):
        return {"companionId": "comp_a", "providerConfig": {"voiceId": self.voice}, "externalClientId": user}

    def connect(self, user):
        twin = Desk(self.other())
        SEND(twin.payload(user))


Desk(True).connect("ann")
Desk(False).connect("bob")
