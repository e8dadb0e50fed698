VOICE = "alloy"


class Loud:
    def __enter__(self):
        global VOICE
        VOICE = "verse"

    def __exit__(self, *_):
        pass


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": VOICE}, "externalClientId": user}
    SEND(payload)


connect("ann")
with Loud():
    connect("bob")
