class Desk:
    def __init__(self, premium):
        self.voice = "verse" if premium else "alloy"

    def connect(self, user):
        send(self, user)


def send(desk, user):
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": desk.voice}, "externalClientId": user})


Desk(True).connect("ann")
Desk(False).connect("bob")
