PARTS = {
    "desk": {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}},
    "shop": {"companionId": "comp_b", "providerConfig": {"voiceId": "verse"}},
}


MORE = {"desk": {"companionId": "comp_a"}, "shop": {"companionId": "comp_b", "language": "fr"}}


def connect(user, name):
    SEND({**MORE[name], "providerConfig": {"voiceId": "alloy"}, "externalClientId": user})


for user, name in (("ann", "desk"), ("bob", "shop"), ("cy", "desk"), ("dee", "none")):
    try:
        connect(user, name)
    except KeyError as error:
        print("no", error)
