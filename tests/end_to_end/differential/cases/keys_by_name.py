COMPANION = "companionId"
PROVIDER = "provider" + "Config"


def connect(user):
    payload = {COMPANION: "comp_a", PROVIDER: {"voiceId": "alloy"}, "externalClientId": user}
    payload[f"initial{'Speech'}"] = "Hi"
    SEND(payload)


connect("ann")
connect("bob")
