def connect(user, voice="alloy"):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": user}
    SEND(payload)


def options(name, value):
    return dict(zip([name], [value]))


connect("ann")
connect("bob", **options("voice", "verse"))
