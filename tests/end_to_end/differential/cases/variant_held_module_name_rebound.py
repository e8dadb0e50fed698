mode = "day"
VOICE = "verse" if mode == "day" else "alloy"
mode = "night"
COMPANION = "comp_a" if mode == "day" else "comp_b"


def connect(user):
    SEND({"companionId": COMPANION, "providerConfig": {"voiceId": VOICE}, "externalClientId": user})


connect("ann")
