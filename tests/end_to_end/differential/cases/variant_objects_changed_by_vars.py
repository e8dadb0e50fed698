class Config:
    def __init__(self, companion, voice="alloy"):
        self.companion = companion
        self.voice = voice


CONFIGS = {"desk": Config("comp_a"), "shop": Config("comp_b", "verse")}


def connect(user, name):
    config = CONFIGS[name]
    SEND({"companionId": config.companion, "providerConfig": {"voiceId": config.voice}, "externalClientId": user})


connect("ann", "desk")
vars(CONFIGS["shop"])["voice"] = "sage"
connect("bob", "shop")
