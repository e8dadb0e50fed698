"""Settings of the library."""

import os
from dataclasses import dataclass
from functools import lru_cache


@dataclass
class Settings:
    """Settings with their defaults."""

    napster_api_key: str = os.environ["NAPSTER_API_KEY"]
    napster_base_url: str = "https://companion-api.napster.com"
    librarian_id: str = "comp_librarian"


@lru_cache
def get_settings() -> Settings:
    """The settings, read once."""
    return Settings()
