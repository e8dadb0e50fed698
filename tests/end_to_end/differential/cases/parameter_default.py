def connect(user, voice="alloy"):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": voice}}
    SEND(payload)


connect("ann")
connect("bob", voice="verse")
