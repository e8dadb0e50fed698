def payloads():
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}}
    yield payload
    payload["language"] = "fr"
    yield payload


def connect():
    for payload in payloads():
        SEND(payload)


connect()
