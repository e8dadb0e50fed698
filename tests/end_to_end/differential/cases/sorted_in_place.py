FUNCTIONS = ["fn_2", "fn_1"]


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "functions": FUNCTIONS}
    SEND(payload)


connect("ann")
FUNCTIONS.sort()
connect("bob")
