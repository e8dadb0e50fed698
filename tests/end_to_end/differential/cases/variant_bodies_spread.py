PARTS = {
    "desk": {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}},
    "shop": {"companionId": "comp_b", "providerConfig": {"voiceId": "verse"}},
}


def connect(user, name):
    SEND({**PARTS[name], "externalClientId": user})


for user, name in (("ann", "desk"), ("bob", "shop"), ("cy", "desk"), ("dee", "none")):
    try:
        connect(user, name)
    except KeyError as error:
        print("no", error)
