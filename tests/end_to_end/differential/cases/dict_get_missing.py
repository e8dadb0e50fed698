class Config(dict):
    def __missing__(self, key):
        return "verse"


CONFIG = Config()


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": CONFIG["voice"]}, "externalClientId": user}
    SEND(payload)


connect("ann")
