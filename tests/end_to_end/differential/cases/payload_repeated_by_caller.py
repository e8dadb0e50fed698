def connect(payload):
    SEND(payload)
    return payload


first = connect({"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}})
first["language"] = "fr"
connect(first)
