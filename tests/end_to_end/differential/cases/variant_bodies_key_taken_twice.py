PARTS = {
    "desk": {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}},
    "shop": {"companionId": "comp_b", "providerConfig": {"voiceId": "verse"}},
}


keys = iter(["desk", "shop", "shop", "shop"])


def connect(user, name):
    SEND({"companionId": PARTS[next(keys)]["companionId"], "providerConfig": PARTS[next(keys)]["providerConfig"]})


for user in ("ann", "bob"):
    connect(user, "")
