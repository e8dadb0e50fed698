import os
from dataclasses import asdict, dataclass, field


@dataclass
class ProviderConfig:
    voiceId: str = field(default_factory=lambda: os.getenv("NAPSTER_BASE_URL", "")[:0] + "alloy")


@dataclass
class Request:
    externalClientId: str
    companionId: str = "comp_a"
    providerConfig: ProviderConfig = field(default_factory=ProviderConfig)


def connect(user):
    request = Request(user)
    if user == "bob":
        request.companionId = "comp_b"
    payload = asdict(request)
    SEND(payload)


connect("ann")
connect("bob")
