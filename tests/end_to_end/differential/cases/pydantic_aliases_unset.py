import pydantic


class Body(pydantic.BaseModel):
    companion: str = pydantic.Field("comp_a", serialization_alias="companionId")
    language: str | None = pydantic.Field("fr", exclude=True)
    provider: dict = pydantic.Field({"voiceId": "alloy"}, alias="providerConfig")


def connect(user):
    payload = {**Body().model_dump(by_alias=True), "externalClientId": user}
    SEND(payload)


connect("ann")
