def open_web(user, voice):
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": user})


open_web("ann", "alloy")
for kind in ("web",):
    name = "open_" + kind
    globals()[name]("bob", "verse")
