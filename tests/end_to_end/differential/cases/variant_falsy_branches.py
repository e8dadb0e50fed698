def connect(user, tools):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    if tools:
        payload["functions"] = tools
    SEND(payload)


connect("ann", ["fn_1"])
connect("bob", [])
