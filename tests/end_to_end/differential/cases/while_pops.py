def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "language": "en", "useWebSearch": False}
    rest = ["language", "useWebSearch"]
    while rest:
        SEND(payload)
        payload.pop(rest.pop())


connect("ann")
connect("bob")
