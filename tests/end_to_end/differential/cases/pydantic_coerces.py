import pydantic


class Settings(pydantic.BaseModel):
    temperature: int = 0
    instructions: str = ""


class Body(pydantic.BaseModel):
    companionId: str
    settings: Settings


def connect(user):
    body = Body(companionId="comp_a", settings={"temperature": "1", "unknown": 2})
    payload = {"companionId": body.companionId, "providerConfig": {"voiceId": "alloy", "settings": body.settings.model_dump()}, "externalClientId": user}
    SEND(payload)


connect("ann")
