class Desk:
    def __init__(self, premium):
        self.voice = "verse" if premium else "alloy"

    def payload(self, user, companion):
        return {"companionId": companion, "providerConfig": {"voiceId": self.voice}, "externalClientId": user}

    def connect(self, user, premium):
        twin = Desk(premium)
        SEND(twin.payload(user, "comp_b" if self.voice == "verse" else "comp_a"))


Desk(True).connect("ann", False)
Desk(False).connect("bob", True)
