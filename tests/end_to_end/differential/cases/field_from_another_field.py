def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    payload["tags"] = {"companion": payload["companionId"], "voice": payload["providerConfig"]["voiceId"]}
    SEND(payload)


connect("ann")
connect("bob")
