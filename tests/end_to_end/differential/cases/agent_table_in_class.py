class Config:
    PAYLOAD = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}}

    @classmethod
    def tune(cls):
        cls.PAYLOAD["language"] = "fr"


def connect(user):
    payload = {**Config.PAYLOAD, "externalClientId": user}
    SEND(payload)


connect("ann")
Config.tune()
connect("bob")
