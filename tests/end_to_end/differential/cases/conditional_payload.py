def connect(user):
    first = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}}
    second = {"companionId": "comp_b", "providerConfig": {"voiceId": "alloy"}}
    payload = first if user == "ann" else second
    SEND(payload)


connect("ann")
connect("bob")
