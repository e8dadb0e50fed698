PAYLOAD = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}}
ALL = [PAYLOAD]


def connect(user):
    for each in ALL:
        each["providerConfig"] = {"voiceId": "verse"}
    SEND(PAYLOAD)


connect("ann")
connect("bob")
