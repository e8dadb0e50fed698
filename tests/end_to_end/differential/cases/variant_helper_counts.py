COUNT = {"n": 0}


def voice_for(premium):
    COUNT["n"] += 1
    return "alloy" if premium else "verse"


def connect(user, premium):
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": voice_for(premium)}, "externalClientId": user})
    print(COUNT)


connect("ann", True)
connect("bob", False)
