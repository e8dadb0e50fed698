from holder import Config


class Service:
    def __init__(self):
        self.config = Config()

    def connect(self, user):
        SEND({"companionId": "comp_a", "providerConfig": {"voiceId": self.config.voices["main"]}, "externalClientId": user})


if __name__ == "__main__":
    service = Service()
    service.connect("ann")
    service.config.loud()
    service.connect("bob")
# --- holder.py
class Config:
    def __init__(self):
        self.voices = {"main": "alloy"}

    def loud(self):
        self.voices["main"] = "verse"
