answers = iter(["a", "b"])
VOICE = "verse" if next(answers) == "a" else "alloy"
COMPANION = "comp_a" if next(answers) == "b" else "comp_b"


def connect(user):
    SEND({"companionId": COMPANION, "providerConfig": {"voiceId": VOICE}, "externalClientId": user})


connect("ann")
