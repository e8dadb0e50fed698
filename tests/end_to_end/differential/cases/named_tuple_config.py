from typing import NamedTuple


class Config(NamedTuple):
    voice: str = "alloy"
    companion: str = "comp_a"


CONFIG = Config(voice="verse")


def connect(user):
    payload = {"companionId": CONFIG.companion, "providerConfig": {"voiceId": CONFIG.voice}, "externalClientId": user}
    SEND(payload)


connect("ann")
connect("bob")
