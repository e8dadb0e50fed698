PARTS = {
    "desk": {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}},
    "shop": {"companionId": "comp_b", "providerConfig": {"voiceId": "verse"}},
}


def connect(user, name):
    SEND({**PARTS[name], "externalClientId": user})


connect("ann", "desk")
PARTS = {"desk": {"companionId": "comp_c", "providerConfig": {"voiceId": "sage"}}}
connect("bob", "desk")
