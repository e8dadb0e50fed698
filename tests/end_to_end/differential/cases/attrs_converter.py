import attrs


@attrs.define
class Body:
    companionId: str = "comp_a"
    language: str = attrs.field(default="en", converter=lambda value: "fr")


def connect(user):
    payload = {**attrs.asdict(Body()), "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    SEND(payload)


connect("ann")
