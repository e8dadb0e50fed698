PROVIDER = {"voiceId": "alloy"}


def tune(name, provider=None):
    provider["voiceId"] = "verse"


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": PROVIDER, "externalClientId": user}
    SEND(payload)


def louder(loud):
    items = [PROVIDER]
    if loud:
        items = [PROVIDER, *items][1:]
    tune("louder", *items)


connect("ann")
louder("PATH" in os.environ)
connect("bob")
