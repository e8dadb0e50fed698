import dataclasses

import patches
from bodies import Session


def connect(user):
    body = Session(externalClientId=user)
    SEND(dataclasses.asdict(body))


if __name__ == "__main__":
    connect("ann")
# --- bodies.py
import dataclasses


@dataclasses.dataclass
class Session:
    companionId: str = "comp_a"
    providerConfig: dict = dataclasses.field(default_factory=lambda: {"voiceId": "alloy"})
    externalClientId: str = ""
# --- patches.py
import bodies

made = bodies.Session.__init__


def patched(self, **given):
    made(self, companionId="comp_z", **given)


bodies.Session.__init__ = patched
