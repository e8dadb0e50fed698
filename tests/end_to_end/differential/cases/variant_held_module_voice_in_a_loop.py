VOICE = "alloy"
for each in (1, 2, 3):
    VOICE = "verse" if each == 2 else "sage"


def connect(user):
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": VOICE}, "externalClientId": user})


connect("ann")
