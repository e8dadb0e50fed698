from holder import CONFIG


def connect(user):
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": CONFIG.voices["main"]}, "externalClientId": user})


if __name__ == "__main__":
    connect("ann")
    CONFIG.remember()
    CONFIG.loud()
    connect("bob")
# --- holder.py
class Config:
    def __init__(self):
        self.voices = {"main": "alloy"}

    def remember(self):
        self.kept = self.voices

    def loud(self):
        self.kept["main"] = "verse"


CONFIG = Config()
