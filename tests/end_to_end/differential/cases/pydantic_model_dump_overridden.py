import pydantic


class Base(pydantic.BaseModel):
    def model_dump(self, **options):
        return {**super().model_dump(**options), "language": "fr"}


class Body(Base):
    companionId: str = "comp_a"


def connect(user):
    payload = {**Body().model_dump(), "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    SEND(payload)


connect("ann")
