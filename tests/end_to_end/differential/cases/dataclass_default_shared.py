import dataclasses

PROVIDER = {"voiceId": "alloy"}


@dataclasses.dataclass
class Body:
    user: str
    provider: dict = dataclasses.field(default_factory=lambda: PROVIDER)


def connect(user):
    body = Body(user)
    payload = {"companionId": "comp_a", "providerConfig": body.provider, "externalClientId": body.user}
    SEND(payload)


connect("ann")
Body("x").provider["voiceId"] = "verse"
connect("bob")
