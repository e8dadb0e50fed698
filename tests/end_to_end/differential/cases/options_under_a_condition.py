def connect(user, voice="alloy"):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": user}
    SEND(payload)


def start(user, loud):
    options = {}
    if loud:
        options["voice"] = "verse"
    connect(user, **options)


start("ann", "LOUD" in os.environ)
start("bob", "PATH" in os.environ)
