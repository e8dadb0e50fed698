def connect(user, **extra):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, **extra}
    SEND(payload)


connect("ann")
connect("bob", language="fr", tags={"a": "b"})
