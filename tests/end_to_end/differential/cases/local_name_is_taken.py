def connect(user):
    SUPPORT_AGENT_ID = "local"
    payload = {"companionId": "comp_support", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    SEND(payload)
    print(SUPPORT_AGENT_ID)


connect("ann")
connect("bob")
