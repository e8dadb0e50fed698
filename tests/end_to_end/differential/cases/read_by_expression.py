def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    print(any(key == "companionId" for key in payload), eval("len(payload)"))
    SEND(payload)


connect("ann")
connect("bob")
