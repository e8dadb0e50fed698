def connect(user, premium, night):
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": "alloy" if premium else "verse"}, "externalClientId": user})
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": "alloy" if night else "sage"}, "externalClientId": user})


connect("ann", True, False)
connect("bob", False, False)
