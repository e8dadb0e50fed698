def connect(user, premium):
    choose = lambda: "alloy" if premium else "verse"
    premium = not premium
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": choose()}, "externalClientId": user})


connect("ann", True)
connect("bob", False)
