def connect(user, voice=None, language=None):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": voice or "alloy"}, "externalClientId": user}
    if language is not None:
        payload["language"] = language
    SEND(payload)


connect("ann")
connect("bob", language="")
connect("cy", voice=None, language="fr")
