import pydantic


class Config(pydantic.BaseModel):
    voice: str = "alloy"


def connect(user, config):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": config.voice}, "externalClientId": user}
    SEND(payload)


connect("ann", Config())
connect("bob", Config().model_copy(update={"voice": "verse"}))
