def connect(user, voice):
    if user == "bob":
        voice = "verse"
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": user}
    SEND(payload)


connect("ann", "alloy")
connect("bob", "alloy")
