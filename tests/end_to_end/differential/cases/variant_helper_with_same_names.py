def voice_for(premium):
    return "alloy" if premium else "verse"


def connect(user, premium):
    companion = "comp_a" if premium else "comp_b"
    SEND({"companionId": companion, "providerConfig": {"voiceId": voice_for(not premium)}})


connect("ann", True)
connect("bob", False)
