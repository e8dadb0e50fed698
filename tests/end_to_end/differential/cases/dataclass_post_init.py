import dataclasses


@dataclasses.dataclass
class Body:
    companionId: str
    voice: str = "alloy"

    def __post_init__(self):
        self.voice = "verse"


def connect(user):
    body = Body("comp_a")
    payload = {"companionId": body.companionId, "providerConfig": {"voiceId": body.voice}, "externalClientId": user}
    SEND(payload)


connect("ann")
