def connect(user, voice):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": user}
    SEND(payload)


ACTIONS = {"open": connect}
connect("ann", "alloy")
ACTIONS["open"]("bob", "verse")
