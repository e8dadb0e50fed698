PARTS = {
    "desk": {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}},
    "shop": {"companionId": "comp_b", "providerConfig": {"voiceId": "verse"}},
}


def connect(user, name):
    payload = PARTS[name]
    payload["externalClientId"] = user
    SEND(payload)
    print(sorted(PARTS[name]))


for user, name in (("ann", "desk"), ("bob", "shop"), ("cy", "desk"), ("dee", "none")):
    try:
        connect(user, name)
    except KeyError as error:
        print("no", error)
