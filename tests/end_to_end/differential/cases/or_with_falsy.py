def connect(user, voice="", language=None):
    payload = {
        "companionId": "comp_a",
        "providerConfig": {"voiceId": voice or "alloy"},
        "language": language or "en",
        "externalClientId": user,
    }
    SEND(payload)


connect("ann")
connect("bob", voice="verse", language="fr")
connect("cy", language="")
