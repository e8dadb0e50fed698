"""Configuration of the service."""

from __future__ import annotations

import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    """What the service needs to know."""

    api_key: str
    base_url: str
    companion_id: str

    @classmethod
    def from_env(cls) -> Settings:
        """Settings from the environment."""
        return cls(
            api_key=os.environ["NAPSTER_API_KEY"],
            base_url=os.environ.get(
                "NAPSTER_BASE_URL", "https://companion-api.napster.com"
            ),
            companion_id=os.environ["NAPSTER_COMPANION_ID"],
        )


settings = Settings.from_env()
