import dataclasses


@dataclasses.dataclass(frozen=True)
class Body:
    companionId: str = "comp_a"
    language: str = "en"


def connect(user):
    body = dataclasses.replace(Body(), language="fr")
    payload = {**dataclasses.asdict(body), "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    SEND(payload)


connect("ann")
