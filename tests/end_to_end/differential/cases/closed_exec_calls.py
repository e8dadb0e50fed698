def connect(user, voice):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": user}
    SEND(payload)


connect("ann", "alloy")
exec("connect('bob', 'verse')")
