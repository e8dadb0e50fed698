def connect(user, premium, times):
    voice = "alloy" if premium else "verse"
    while times:
        times -= 1
        premium = not premium
        SEND({"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": user})


connect("ann", True, 2)
connect("bob", False, 2)
