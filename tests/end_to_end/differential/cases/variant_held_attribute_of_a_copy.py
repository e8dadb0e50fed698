import copy


class Desk:
    def __init__(self, premium):
        self.voice = "verse" if premium else "alloy"

    def connect(self, user):
        SEND({"companionId": "comp_a", "providerConfig": {"voiceId": self.voice}, "externalClientId": user})


desk = Desk(True)
other = copy.copy(desk)
other.__dict__.update(voice="sage")
desk.connect("ann")
other.connect("bob")
