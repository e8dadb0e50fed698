from holder import Config


def connect(user):
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": Config.voices["main"]}, "externalClientId": user})


if __name__ == "__main__":
    connect("ann")
    Config.loud()
    connect("bob")
# --- holder.py
class Config:
    voices = {"main": "alloy"}

    @classmethod
    def loud(cls):
        cls.voices["main"] = "verse"
