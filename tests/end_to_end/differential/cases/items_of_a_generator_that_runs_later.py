def connect(companion, user):
    payload = {"companionId": companion, "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    SEND(payload)


def later():
    names = ["comp_a", "comp_b"]
    opened = (connect(name, "ann") for name in names)
    names.append("comp_c")
    return opened


for _ in later():
    pass
