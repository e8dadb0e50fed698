def connect(user, extra={}):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, **extra}
    SEND(payload)
    extra["language"] = "fr"


connect("ann")
connect("bob")
