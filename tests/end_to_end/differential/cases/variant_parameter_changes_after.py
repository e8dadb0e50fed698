def connect(user, voice):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": user}
    voice = "echo"
    print(voice)
    SEND(payload)


connect("ann", "alloy")
connect("bob", "verse")
