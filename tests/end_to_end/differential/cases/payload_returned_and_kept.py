def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    SEND(payload)
    return payload


sent = connect("ann")
print(sent)
sent["language"] = "fr"
print(connect("bob"))
