import pydantic


class Body(pydantic.BaseModel):
    model_config = pydantic.ConfigDict(extra="allow")
    companionId: str = "comp_a"


def connect(user):
    body = Body(language="fr")
    payload = {**body.model_dump(), "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    SEND(payload)


connect("ann")
