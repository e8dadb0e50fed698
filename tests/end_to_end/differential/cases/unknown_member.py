def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy", "speed": 2}, "extra": user}
    SEND(payload)


connect("ann")
connect("bob")
