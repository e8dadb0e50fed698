def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    for attempt in range(2):
        try:
            if attempt == 0:
                raise ConnectionError
            SEND(payload)
        except ConnectionError:
            payload["providerConfig"]["voiceId"] = "verse"


connect("ann")
connect("bob")
