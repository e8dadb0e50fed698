FUNCTIONS = ("fn_1", "fn_2")


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "functions": FUNCTIONS, "externalClientId": user}
    SEND(payload)


connect("ann")
connect("bob")
