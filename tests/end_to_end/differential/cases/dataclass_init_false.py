import dataclasses


@dataclasses.dataclass
class Body:
    companionId: str = "comp_a"
    language: str = dataclasses.field(default="en", init=False)
    note: dataclasses.InitVar[str] = "x"

    def __post_init__(self, note):
        self.language = "fr"


def connect(user):
    payload = {**dataclasses.asdict(Body()), "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    SEND(payload)


connect("ann")
