def connect(user, language=None):
    payload = {
        "companionId": "comp_a",
        "providerConfig": {"voiceId": "alloy"},
        "language": language,
        "externalClientId": user,
        "initialSpeech": None,
    }
    payload = {key: value for key, value in payload.items() if value is not None}
    SEND(payload)


connect("ann")
connect("bob", "fr")
