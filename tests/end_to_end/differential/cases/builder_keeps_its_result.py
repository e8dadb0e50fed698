MADE = []


def base():
    made = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}}
    MADE.append(made)
    return made


def connect(user):
    payload = base()
    for each in MADE:
        each["language"] = "fr"
    SEND(payload)


connect("ann")
connect("bob")
