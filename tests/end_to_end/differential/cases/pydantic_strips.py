import pydantic


class Body(pydantic.BaseModel):
    model_config = pydantic.ConfigDict(str_strip_whitespace=True, str_to_lower=True)
    companionId: str = " COMP_A "


def connect(user):
    body = Body(companionId=" COMP_A ")
    payload = {**body.model_dump(), "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    SEND(payload)


connect("ann")
