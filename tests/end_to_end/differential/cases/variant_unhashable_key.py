def connect(user, tier):
    if tier == "gold":
        voice = "alloy"
    elif tier == "silver":
        voice = "verse"
    else:
        voice = "sage"
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": user})


connect("ann", "gold")
connect("bob", ["silver"])
