def connect(user, premium):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    if premium:
        payload["functions"] = ["fn_1"]
    SEND(payload)
    payload["functions"] = ["fn_2"]
    SEND(payload)


connect("ann", True)
connect("bob", False)
