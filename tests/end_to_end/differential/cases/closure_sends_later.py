def connect(user):
    voice = "alloy"

    def send():
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": user}
        SEND(payload)

    voice = "verse"
    send()


connect("ann")
connect("bob")
