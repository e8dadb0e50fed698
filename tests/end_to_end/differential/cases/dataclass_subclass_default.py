import dataclasses


@dataclasses.dataclass
class Base:
    companionId: str = "comp_a"
    language: str = "en"


@dataclasses.dataclass
class French(Base):
    language: str = "fr"


def send(body, user):
    payload = {**dataclasses.asdict(body), "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    SEND(payload)


send(Base(), "ann")
send(French(), "bob")
