def connect(user, premium):
    if not premium:
        print("not for", user)
        return
    voice = "alloy" if premium else "verse"
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": user})


connect("ann", True)
connect("bob", False)
