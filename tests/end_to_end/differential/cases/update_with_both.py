def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}}
    payload.update(language="en", externalClientId=user)
    payload.update({"disableIdleTimeout": True, "tags": {"app": "web"}})
    SEND(payload)


connect("ann")
connect("bob")
