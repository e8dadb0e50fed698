FUNCTIONS = ["fn_1"]


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "functions": FUNCTIONS}
    SEND(payload)
    payload["functions"] += ["fn_" + user]


connect("ann")
connect("bob")
