def connect(user, voice):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": user}
    SEND(payload)
    if voice == "alloy":
        connect(user, "ver" + "se")


connect("ann", "alloy")
