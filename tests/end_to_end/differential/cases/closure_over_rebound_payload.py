def connect(user):
    payload = {"companionId": "comp_b", "providerConfig": {"voiceId": "ash"}}
    change = lambda: payload.update(language="it")
    print(payload)
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    change()
    SEND(payload)


connect("ann")
