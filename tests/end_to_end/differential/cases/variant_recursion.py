def connect(user, premium, other):
    if other is not None:
        connect(user, other, None)
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": "alloy" if premium else "verse"}, "externalClientId": user})


connect("ann", True, False)
connect("bob", False, True)
connect("cy", True, None)
