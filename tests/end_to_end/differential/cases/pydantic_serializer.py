import pydantic


class Body(pydantic.BaseModel):
    companionId: str = "comp_a"
    language: str = "en"

    @pydantic.field_serializer("language")
    def french(self, value):
        return "fr"


def connect(user):
    payload = {**Body().model_dump(), "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    SEND(payload)


connect("ann")
