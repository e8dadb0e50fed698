def connect(user, *, voice="alloy"):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": user}
    SEND(payload)


connect("ann")
connect.__kwdefaults__["voice"] = "verse"
connect("bob")
