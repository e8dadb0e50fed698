class Config:
    def __init__(self, voices):
        self.voices = voices

    def loud(self):
        self.voices["main"] = "verse"


CONFIG = Config({"main": "alloy"})


def connect(user):
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": CONFIG.voices["main"]}, "externalClientId": user})


if __name__ == "__main__":
    connect("ann")
    CONFIG.loud()
    connect("bob")
