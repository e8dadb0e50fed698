from pydantic.v1 import BaseSettings


class Settings(BaseSettings):
    companion: str = "comp_a"
    voice: str = "alloy"


SETTINGS = Settings(voice="verse")


def connect(user):
    payload = {"companionId": SETTINGS.companion, "providerConfig": {"voiceId": SETTINGS.voice}, "externalClientId": user}
    SEND(payload)


connect("ann")
