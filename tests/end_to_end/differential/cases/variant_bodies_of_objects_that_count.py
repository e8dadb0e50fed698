PARTS = {
    "desk": {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}},
    "shop": {"companionId": "comp_b", "providerConfig": {"voiceId": "verse"}},
}


class Config:
    def __init__(self, companion):
        self.companion = companion
        self.asked = 0

    @property
    def voice(self):
        self.asked += 1
        return "alloy"


CONFIGS = {"desk": Config("comp_a"), "shop": Config("comp_b")}


def connect(user, name):
    config = CONFIGS[name]
    SEND({"companionId": config.companion, "providerConfig": {"voiceId": config.voice}, "externalClientId": user})
    print(config.asked)


for user, name in (("ann", "desk"), ("bob", "shop"), ("cy", "desk"), ("dee", "none")):
    try:
        connect(user, name)
    except KeyError as error:
        print("no", error)
