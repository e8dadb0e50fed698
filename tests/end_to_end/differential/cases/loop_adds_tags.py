def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "tags": {}}
    for number in range(3):
        payload["tags"]["number"] = str(number)
        SEND(payload)


connect("ann")
connect("bob")
