class Desk:
    def __init__(self, premium):
        self.voice = "verse" if premium else "alloy"

    def connect(self, user):
        SEND({"companionId": "comp_a", "providerConfig": {"voiceId": self.voice}, "externalClientId": user})


desk = Desk(True)
desk.connect("ann")
for name, value in {"voice": "sage"}.items():
    setattr(desk, name, value)
desk.connect("bob")
