import os
from functools import lru_cache


class Settings:
    """What the environment says."""

    def __init__(self) -> None:
        self.api_key = required("NAPSTER_API_KEY")
        self.base_url = os.environ.get(
            "NAPSTER_BASE_URL", "https://companion-api.napster.com"
        )
        self.voice = "verse"


def required(name: str) -> str:
    value = os.environ.get(name)
    if not value:
        raise RuntimeError(f"{name} is not set")
    return value


@lru_cache(maxsize=1)
def get_settings() -> Settings:
    return Settings()
