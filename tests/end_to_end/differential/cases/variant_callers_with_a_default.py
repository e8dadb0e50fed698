def connect(user, voice="sage"):
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": user})


connect("ann", "alloy")
connect("bob", voice="verse")
connect("cy")
