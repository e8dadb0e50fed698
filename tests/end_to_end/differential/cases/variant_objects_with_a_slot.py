class Config:
    def __init__(self, companion, night):
        self.companion = companion
        self.night = night

    def __getattr__(self, name):
        print("asked for", name)
        return "sage" if self.night else "alloy"


CONFIGS = {"desk": Config("comp_a", False), "shop": Config("comp_b", True)}


def connect(user, name):
    config = CONFIGS[name]
    SEND({"companionId": config.companion, "providerConfig": {"voiceId": config.voice}, "externalClientId": user})


connect("ann", "desk")
connect("bob", "shop")
