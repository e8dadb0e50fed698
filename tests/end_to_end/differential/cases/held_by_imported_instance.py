from holder import CONFIG


def connect(user):
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": CONFIG.voices["main"]}, "externalClientId": user})


if __name__ == "__main__":
    connect("ann")
    CONFIG.loud()
    connect("bob")
# --- holder.py
class Config:
    def __init__(self):
        self.voices = {"main": "alloy"}

    def loud(self):
        self.voices["main"] = "verse"


CONFIG = Config()
