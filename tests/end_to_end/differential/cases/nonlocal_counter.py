def outer():
    voice = "alloy"

    def switch():
        nonlocal voice
        voice = "verse"

    def connect(user):
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": user}
        SEND(payload)

    connect("ann")
    switch()
    connect("bob")


outer()
