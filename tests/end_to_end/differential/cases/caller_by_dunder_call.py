class Connect:
    def __call__(self, user, voice="alloy"):
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": user}
        SEND(payload)


connect = Connect()
connect("ann")
connect("bob", "verse")
