LATER = []


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    LATER.append(lambda: sorted(payload))
    SEND(payload)


connect("ann")
print([each() for each in LATER])
