def voice_for(premium):
    return "alloy" if premium else "verse"


def connect(user, premium):
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": voice_for(premium)}, "externalClientId": user})


connect("ann", True)
voice_for = lambda premium: "sage"
connect("bob", True)
