def connect(user, voice=None, language=None):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": voice or "alloy"}, "externalClientId": user}
    if language:
        payload["language"] = language
    SEND(payload)


connect("ann")
connect("bob", "verse", "fr")
connect("cy", language="fr")
