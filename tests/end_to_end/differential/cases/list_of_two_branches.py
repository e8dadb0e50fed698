def connect(user, premium=False):
    functions = ["fn_order_status"]
    if premium:
        functions.append("fn_refund")
    payload = {
        "companionId": "comp_a",
        "functions": functions,
        "providerConfig": {"voiceId": "alloy"},
        "externalClientId": user,
    }
    SEND(payload)


connect("ann")
connect("bob", True)
