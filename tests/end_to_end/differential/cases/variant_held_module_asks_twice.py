answers = iter([True, False])
VOICE = "verse" if next(answers) else "alloy"
COMPANION = "comp_a" if next(answers) else "comp_b"


def connect(user):
    SEND({"companionId": COMPANION, "providerConfig": {"voiceId": VOICE}, "externalClientId": user})


connect("ann")
