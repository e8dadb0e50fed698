class Config:
    VOICE = "alloy"
    COMPANION = "comp_" + "a"
    PAYLOAD = {"companionId": COMPANION, "providerConfig": {"voiceId": VOICE}}


def connect(user):
    payload = {**Config.PAYLOAD, "externalClientId": user}
    SEND(payload)


connect("ann")
connect("bob")
