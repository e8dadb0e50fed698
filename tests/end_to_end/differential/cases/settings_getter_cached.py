import functools


class Settings:
    def __init__(self):
        self.voice = "alloy"


@functools.lru_cache
def get_settings():
    return Settings()


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": get_settings().voice}, "externalClientId": user}
    SEND(payload)


connect("ann")
get_settings().voice = "verse"
connect("bob")
