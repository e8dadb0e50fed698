def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    print("{companionId} for {externalClientId}".format(**payload))
    print("%(companionId)s" % payload)
    SEND(payload)
    print(payload.pop("companionId"), len(payload))


connect("ann")
connect("bob")
