import main as me


def connect(user, voice):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": user}
    SEND(payload)


if __name__ == "__main__":
    connect("ann", "alloy")
    me.connect("bob", "verse")
