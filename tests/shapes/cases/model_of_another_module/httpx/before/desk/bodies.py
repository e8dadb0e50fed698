"""What the desk sends."""

import dataclasses

VOICE = "alloy"


@dataclasses.dataclass(kw_only=True)
class Session:
    """Body of the request that opens a session."""

    companionId: str = "comp_desk"
    providerConfig: dict = dataclasses.field(default_factory=lambda: {"voiceId": VOICE})
    externalClientId: str
    initialSpeech: str = "Welcome!"
