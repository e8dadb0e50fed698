def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    HEADERS["X-API-Version"] = "2026-0" + str(len(user))
    SEND(payload)


connect("ann")
connect("benno")
