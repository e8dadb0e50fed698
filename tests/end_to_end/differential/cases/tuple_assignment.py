def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}}
    payload["language"], payload["tags"] = "fr", {"who": user}
    SEND(payload)


connect("ann")
connect("bob")
