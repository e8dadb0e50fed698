from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel


class Wire(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)


class ProviderConfig(Wire):
    voice_id: str = "alloy"


class Request(Wire):
    companion_id: str = "comp_a"
    provider_config: ProviderConfig = Field(default_factory=ProviderConfig)
    external_client_id: str
    language: str | None = None
    initial_speech: str | None = None


def connect(user, speech=None):
    request = Request(external_client_id=user, initial_speech=speech)
    payload = request.model_dump(by_alias=True, exclude_none=True)
    payload.setdefault("tags", {"plan": "free"})
    SEND(payload)


connect("ann")
connect("bob", "hello")
