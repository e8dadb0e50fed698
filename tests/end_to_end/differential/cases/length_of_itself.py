def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    payload["externalClientProfile"] = {"fields": len(payload), "all": sorted(payload)}
    SEND(payload)


connect("ann")
connect("bob")
