def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    payload["language" if user == "ann" else "initialSpeech"] = "French"
    SEND(payload)


connect("ann")
connect("bob")
