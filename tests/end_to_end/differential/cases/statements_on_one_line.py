def connect(user):
    voice = "alloy"; payload = {"companionId": "comp_a", "providerConfig": {"voiceId": voice}}
    if user == "ann": payload["initialSpeech"] = "Hi"; payload["tags"] = {"who": user}
    for word in ("a", "b"): payload["externalClientId"] = word + user
    SEND(payload)


connect("ann")
connect("bob")
