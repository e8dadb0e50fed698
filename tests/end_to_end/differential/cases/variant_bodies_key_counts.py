PARTS = {
    "desk": {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}},
    "shop": {"companionId": "comp_b", "providerConfig": {"voiceId": "verse"}},
}


keys = ["desk", "shop", "shop", "desk"]


def connect(user, name):
    SEND({**PARTS[keys.pop()], "externalClientId": user})


for user in ("ann", "bob"):
    connect(user, "")
