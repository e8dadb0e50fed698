def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    for voice in ("verse", "sage"):
        SEND(payload)
        payload["providerConfig"]["voiceId"] = voice


connect("ann")
connect("bob")
