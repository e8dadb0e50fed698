import pydantic

PROVIDER = {"voiceId": "alloy"}


class Body(pydantic.BaseModel):
    companionId: str = "comp_a"
    providerConfig: dict = PROVIDER


def connect(user):
    body = Body()
    payload = {**body.model_dump(), "externalClientId": user}
    SEND(payload)


connect("ann")
PROVIDER["voiceId"] = "verse"
connect("bob")
