BASE = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}}


def connect(user):
    payload = {**BASE, "externalClientId": user}
    if user == "bob":
        payload["providerConfig"]["voiceId"] = "verse"
    SEND(payload)


connect("bob")
connect("ann")
