def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    if "companionId" in payload and len(payload) == 3:
        payload["initialSpeech"] = "Hi"
    if payload.get("language") is None:
        payload["tags"] = {"language": "none"}
    SEND(payload)


connect("ann")
connect("bob")
