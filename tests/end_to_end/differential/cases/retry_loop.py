def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    for attempt in range(3):
        try:
            if attempt == 0:
                raise ConnectionError
            SEND(payload)
            break
        except ConnectionError:
            payload["tags"] = {"attempt": str(attempt)}


connect("ann")
connect("bob")
