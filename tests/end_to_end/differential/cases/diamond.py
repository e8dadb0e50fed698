class Top:
    voice = "alloy"

    def connect(self, user):
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": self.voice}, "externalClientId": user}
        SEND(payload)


class Left(Top):
    pass


class Right(Top):
    voice = "verse"


class Bottom(Left, Right):
    pass


Top().connect("ann")
Bottom().connect("bob")
