def connect(user):
    payload = {"companionId": "comp_x", "providerConfig": {"voiceId": "alloy"}, "externalClientId": "x"}
    payload["companionId"] = "comp_a"
    payload["externalClientId"] = user
    payload.setdefault("externalClientId", "never")
    payload.setdefault("companionId", "never")
    payload.update(externalClientId=payload["externalClientId"] + "_1", companionId="comp_b")
    SEND(payload)


connect("ann")
connect("bob")
