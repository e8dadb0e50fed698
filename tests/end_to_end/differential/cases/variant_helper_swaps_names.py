def pick(night, premium):
    return "alloy" if premium else "verse"


def connect(user, premium, night):
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": pick(premium, night)}, "externalClientId": user})


connect("ann", True, False)
connect("bob", False, True)
connect("cy", True, True)
