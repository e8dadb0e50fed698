def connect(user, voice=None, companion=None):
    if voice is None:
        voice = "alloy"
    if not companion:
        companion = "comp_a"
    SEND({"companionId": companion, "providerConfig": {"voiceId": voice}, "externalClientId": user})


connect("ann")
connect("bob", "verse")
connect("cy", companion="comp_b")
connect("dee", "verse", "")
