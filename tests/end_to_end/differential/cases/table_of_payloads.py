PAYLOADS = {
    "ann": {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}},
    "bob": {"companionId": "comp_b", "providerConfig": {"voiceId": "verse"}},
}


def connect(user):
    payload = PAYLOADS[user]
    SEND(payload)


connect("ann")
connect("bob")
