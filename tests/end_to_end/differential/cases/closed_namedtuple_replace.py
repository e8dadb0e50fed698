import typing


class Config(typing.NamedTuple):
    voice: str = "alloy"


def connect(user, config):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": config.voice}, "externalClientId": user}
    SEND(payload)


connect("ann", Config())
connect("bob", Config()._replace(voice="verse"))
