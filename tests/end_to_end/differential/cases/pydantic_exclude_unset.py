import pydantic


class Body(pydantic.BaseModel):
    companionId: str = "comp_a"
    language: str = "fr"
    initialSpeech: str | None = "Hi"


def connect(user):
    body = Body(companionId="comp_a", initialSpeech=None)
    payload = {**body.model_dump(exclude_unset=True), "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    SEND(payload)


connect("ann")
