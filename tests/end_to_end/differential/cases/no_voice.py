def connect(user):
    payload = {"companionId": "comp_support", "externalClientId": user}
    SEND(payload)


connect("ann")
connect("bob")
