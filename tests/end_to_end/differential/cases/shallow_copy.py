BASE = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}}


def connect(user):
    payload = dict(BASE)
    payload["externalClientId"] = user
    SEND(payload)
    payload["providerConfig"]["voiceId"] = "verse"


connect("ann")
connect("bob")
