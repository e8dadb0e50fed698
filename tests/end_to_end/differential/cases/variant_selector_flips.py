def connect(user, premium):
    companion = "comp_a" if premium else "comp_b"
    premium = not premium
    voice = "alloy" if premium else "verse"
    SEND({"companionId": companion, "providerConfig": {"voiceId": voice}})


connect("ann", True)
connect("bob", False)
