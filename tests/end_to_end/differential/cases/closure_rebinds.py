def connect(user):
    voice = "alloy"

    def choose():
        nonlocal voice
        voice = "verse"

    choose()
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": user}
    SEND(payload)


connect("ann")
connect("bob")
