class Settings:
    voice = "alloy"


def connect(user, premium=False):
    settings = Settings()
    if premium:
        settings.voice = "sage"
    payload = {
        "companionId": "comp_a",
        "providerConfig": {"voiceId": settings.voice},
        "externalClientId": user,
    }
    SEND(payload)


connect("ann")
connect("bob", True)
