def connect(user, voice="alloy"):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": user}
    SEND(payload)


OPTIONS = {"voice": "verse"}
connect("ann")
connect("bob", **OPTIONS)
