tools = []
VOICE = "verse" if tools else "alloy"
tools.append(1)
COMPANION = "comp_a" if tools else "comp_b"


def connect(user):
    SEND({"companionId": COMPANION, "providerConfig": {"voiceId": VOICE}, "externalClientId": user})


connect("ann")
