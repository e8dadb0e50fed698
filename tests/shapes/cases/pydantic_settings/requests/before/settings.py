"""Settings of the notary's office."""

from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Read from the environment when the service starts."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore")

    napster_api_key: str
    napster_base_url: str = "https://companion-api.napster.com"
    napster_companion_id: str


settings = Settings()
