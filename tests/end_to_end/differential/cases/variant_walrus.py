def connect(user, tools):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy" if (count := len(tools)) else "verse"}, "externalClientId": user}
    payload["tags"] = {"n": str(count)}
    SEND(payload)


connect("ann", [1])
connect("bob", [])
