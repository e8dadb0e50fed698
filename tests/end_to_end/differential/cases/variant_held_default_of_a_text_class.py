class Voice(str):
    def __bool__(self):
        return False


def connect(user, voice=None):
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": voice or "alloy"}, "externalClientId": user})


connect("ann", Voice("verse"))
connect("bob", "sage")
