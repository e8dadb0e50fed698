def first(payload):
    SEND(payload)


def second(payload):
    first({**payload, "language": "fr"})


for send in (first, second):
    send({"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}})
