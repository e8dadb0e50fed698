def connect(user, parts):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    for key, value in (("initialSpeech", parts[0]), ("language", "fr"), ("tags", {"a": "1"})):
        if value is None:
            break
        payload[key] = value
    SEND(payload)


connect("ann", [None])
connect("bob", ["hello"])
