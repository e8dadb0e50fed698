def connect(user, voice):
    def change():
        nonlocal voice
        voice = "echo"

    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": user}
    change()
    SEND(payload)


connect("ann", "alloy")
connect("bob", "verse")
