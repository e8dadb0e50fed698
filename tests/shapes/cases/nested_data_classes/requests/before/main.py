"""The barista who takes orders."""

import os

import requests
from pydantic import BaseModel, Field


class ProviderSettings(BaseModel):
    instructions: str = "You are a barista."
    temperature: float = 0.3


class ProviderConfig(BaseModel):
    voiceId: str = "shimmer"
    settings: ProviderSettings = Field(default_factory=ProviderSettings)


class ConnectionRequest(BaseModel):
    companionId: str = "cmp_barista"
    providerConfig: ProviderConfig = Field(default_factory=ProviderConfig)
    externalClientId: str | None = None


def order(guest: str) -> bool:
    request = ConnectionRequest(externalClientId=guest)
    response = requests.post(
        "https://companion-api.napster.com/public/connections",
        json=request.model_dump(exclude_none=True),
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        timeout=10,
    )
    response.raise_for_status()
    return "token" in response.json()


if __name__ == "__main__":
    print(order("guest_1"))
