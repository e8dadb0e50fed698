def connect(user, languages=()):
    payload = {
        "companionId": "comp_a",
        "language": "en",
        "providerConfig": {"voiceId": "alloy"},
        "externalClientId": user,
    }
    for language in languages:
        payload["language"] = "fr"
    while languages:
        languages = languages[1:]
        payload["disableIdleTimeout"] = True
    SEND(payload)


connect("ann")
connect("bob", ("fr", "de"))
