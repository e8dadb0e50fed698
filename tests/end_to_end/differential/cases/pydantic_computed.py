import pydantic


class Body(pydantic.BaseModel):
    companionId: str = "comp_a"

    @pydantic.computed_field
    @property
    def language(self) -> str:
        return "fr"


def connect(user):
    payload = {**Body().model_dump(), "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    SEND(payload)


connect("ann")
