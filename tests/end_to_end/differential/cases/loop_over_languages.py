def connect(user):
    for language in ("en", "fr"):
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "language": language}
        SEND(payload)


connect("ann")
connect("bob")
