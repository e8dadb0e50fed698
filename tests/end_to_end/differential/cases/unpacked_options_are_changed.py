from parts import PROVIDER, louder


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": PROVIDER, "externalClientId": user}
    SEND(payload)


def main():
    connect("ann")
    louder("PATH" in os.environ)
    connect("bob")


main()
# --- parts.py
PROVIDER = {"voiceId": "alloy"}
OTHER = {"provider": PROVIDER}


def tune(name, provider=None):
    provider["voiceId"] = "verse"


def louder(loud):
    options = OTHER
    if loud:
        options = dict(OTHER)
    tune("louder", **options)
