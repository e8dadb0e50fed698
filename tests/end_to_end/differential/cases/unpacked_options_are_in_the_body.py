def connect(user, **more):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    SEND({**payload, **more})


def options(name, value):
    return dict(zip([name], [value]))


connect("ann")
connect("bob", **options("companionId", "comp_b"))
