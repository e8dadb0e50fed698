"""What the desk sends."""

from pydantic import BaseModel

from desk import voices


class Session(BaseModel):
    """Body of the request that opens a session."""

    companionId: str = "comp_desk"
    providerConfig: dict = {"voiceId": voices.MORNING}
    externalClientId: str | None = None
    tags: dict | None = None

    def is_named(self):
        """Whether somebody opens it."""
        return self.externalClientId is not None
