import dataclasses


@dataclasses.dataclass
class Settings:
    voice: str = "alloy"


settings = Settings()


def configure(**values):
    for name, value in values.items():
        setattr(settings, name, value)


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": settings.voice}, "externalClientId": user}
    SEND(payload)


connect("ann")
configure(voice="verse")
connect("bob")
