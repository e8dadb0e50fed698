import patches
from bodies import Session


def connect(user):
    body = Session(externalClientId=user)
    SEND(body.model_dump())


if __name__ == "__main__":
    connect("ann")
# --- bodies.py
from pydantic import BaseModel


class Session(BaseModel):
    companionId: str = "comp_a"
    providerConfig: dict = {"voiceId": "alloy"}
    externalClientId: str
# --- patches.py
import bodies


def patched(self):
    return {"companionId": "comp_z", "providerConfig": {"voiceId": "verse"}, "externalClientId": "x"}


bodies.Session.model_dump = patched
