def connect(user, premium):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy" if premium else "verse"}, "externalClientId": user}
    print(sorted(payload), payload["providerConfig"])
    SEND(payload)


connect("ann", True)
connect("bob", False)
