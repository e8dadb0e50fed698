PARTS = {
    "desk": {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}},
    "shop": {"companionId": "comp_b", "providerConfig": {"voiceId": "verse"}},
}


def connect(user, name):
    SEND({"companionId": "comp_z", **PARTS[name], "externalClientId": user})
    SEND({**PARTS[name], "companionId": "comp_z", "externalClientId": user})


for user, name in (("ann", "desk"), ("bob", "shop"), ("cy", "desk"), ("dee", "none")):
    try:
        connect(user, name)
    except KeyError as error:
        print("no", error)
