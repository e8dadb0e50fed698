class Settings:
    voice = "alloy"


def tune(target):
    target.voice = "sage"


def connect(user):
    payload = {
        "companionId": "comp_a",
        "providerConfig": {"voiceId": Settings.voice},
        "externalClientId": user,
    }
    SEND(payload)


connect("ann")
tune(Settings)
connect("bob")
