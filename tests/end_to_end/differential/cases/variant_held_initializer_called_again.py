class Desk:
    def __init__(self, premium):
        self.voice = "verse" if premium else "alloy"

    def connect(self, user):
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": self.voice}, "externalClientId": user}
        self.__init__(False)
        SEND(payload)


desk = Desk(True)
desk.connect("ann")
desk.connect("bob")
