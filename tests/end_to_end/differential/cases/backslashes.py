def connect(user):
    payload = \
        {"companionId": "comp_a", \
         "providerConfig": {"voiceId": "al" \
                                       "loy"}}
    payload["externalClientId"] = \
        user
    SEND(payload)


connect("ann")
connect("bob")
