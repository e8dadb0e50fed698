DEFAULT = "alloy"


def later():
    global DEFAULT
    DEFAULT = "sage"


def connect(user, voice=None):
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": voice or DEFAULT}, "externalClientId": user})


connect("ann")
connect("bob", "verse")
later()
connect("cy")
