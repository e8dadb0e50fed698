"""Vineyard: tastings with the winemaker."""

import os

import httpx
from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel

BASE_URL = "https://companion-api.napster.com"
TASTING_AGENT_ID = "agent_tasting"


class Model(BaseModel):
    """Names are camel case on the wire."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)


class ProviderConfig(Model):
    """Who speaks."""

    voice_id: str


class OpenSession(Model):
    """What opens a session."""

    companion_id: str
    provider_config: ProviderConfig
    external_client_id: str | None = None


def open_tasting(guest: str | None) -> dict:
    """Open a session."""
    response = httpx.post(
        f"{BASE_URL}/public/agents/{TASTING_AGENT_ID}/connections",
        json={
            "channelType": "webrtc",
            **({"externalClientId": guest} if guest is not None else {}),
        },
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        timeout=20,
    )
    response.raise_for_status()
    return response.json()


if __name__ == "__main__":
    open_tasting(None)
    print("token" in open_tasting("guest_1"))
