def pick(flag, one, other):
    return one if flag else other


def connect(user, premium, night):
    voice = pick(premium, "alloy", "verse")
    companion = pick(night, "comp_a", "comp_b")
    SEND({"companionId": companion, "providerConfig": {"voiceId": voice}})


connect("ann", True, False)
connect("bob", False, False)
