def is_premium(user):
    print("asked for", user)
    return user == "ann"


def connect(user):
    print("before")
    voice = "alloy" if is_premium(user) else "verse"
    print("after")
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": user})


connect("ann")
connect("bob")
