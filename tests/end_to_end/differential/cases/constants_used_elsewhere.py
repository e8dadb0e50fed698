VOICE = "alloy"
SETTINGS = {"temperature": 0.5}


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": VOICE, "settings": SETTINGS}}
    SEND(payload)


def show():
    print(VOICE, sorted(globals())[:0], SETTINGS)


connect("ann")
show()
