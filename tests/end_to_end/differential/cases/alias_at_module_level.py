PAYLOAD = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}}
OTHER = PAYLOAD


def connect(user):
    OTHER["language"] = "fr"
    OTHER["externalClientId"] = user
    SEND(PAYLOAD)


connect("ann")
connect("bob")
