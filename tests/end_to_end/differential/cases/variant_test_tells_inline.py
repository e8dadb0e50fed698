def is_premium(user):
    print("asked for", user)
    return user == "ann"


def connect(user):
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": "alloy" if is_premium(user) else "verse"}, "externalClientId": user})


connect("ann")
connect("bob")
