def pick(premium, fallback=False):
    return "alloy" if premium or fallback else "verse"


def connect(user, premium):
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": pick(premium)}, "externalClientId": user})


connect("ann", True)
connect("bob", False)
