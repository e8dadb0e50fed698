def voice_for(premium):
    return "alloy" if premium else "verse"


def connect(user, premium):
    choose = lambda premium: voice_for(premium)
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": choose(not premium)}, "externalClientId": user})


connect("ann", True)
connect("bob", False)
