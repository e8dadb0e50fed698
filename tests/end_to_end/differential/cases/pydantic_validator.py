import pydantic


class Body(pydantic.BaseModel):
    companionId: str = "comp_a"
    language: str = "en"

    @pydantic.field_validator("language", mode="before")
    @classmethod
    def french(cls, value):
        return "fr"


def connect(user):
    payload = {**Body(language="en").model_dump(), "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    SEND(payload)


connect("ann")
