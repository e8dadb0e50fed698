def steps(flags):
    for flag in flags:
        yield "alloy" if flag else "verse"


def connect(user, flags):
    voices = steps(flags)
    flags[0] = False
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": next(voices)}, "externalClientId": user})


connect("ann", [True])
