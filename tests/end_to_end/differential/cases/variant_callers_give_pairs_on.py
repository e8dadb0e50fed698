def connect(user, companion, voice):
    SEND({"companionId": companion, "providerConfig": {"voiceId": voice}, "externalClientId": user})


def louder(user, companion, voice):
    connect(user, companion, "sage" if user == "bob" else voice)


louder("ann", "comp_a", "alloy")
louder("bob", "comp_b", "verse")
connect("eve", "comp_a", "verse")
