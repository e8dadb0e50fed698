VOICES = {"ann": "alloy"}


def connect(user):
    try:
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": VOICES[user]}}
        SEND(payload)
    except KeyError as error:
        print("unknown", error)


connect("ann")
connect("bob")
