import dataclasses

SETTINGS = {"voiceId": "alloy"}


@dataclasses.dataclass
class Body:
    companionId: str = "comp_a"
    providerConfig: dict = dataclasses.field(default_factory=lambda: SETTINGS)


def connect(user):
    made = Body()
    payload = dataclasses.asdict(made)
    made.providerConfig["voiceId"] = "verse"
    payload["externalClientId"] = user
    SEND(payload)


connect("ann")
connect("bob")
