"""Video consultations of a bank: the adviser greets clients by what is known of them."""

from __future__ import annotations

import asyncio
import os
from typing import Any

import httpx

API_ROOT = "https://companion-api.napster.com/public"
ADVISER_AGENT_ID = "agent_adviser"


async def open_adviser_session(
    client_id: str | None = None,
    profile: dict[str, Any] | None = None,
    campaign: str = "",
    *,
    greeting: str | None = None,
) -> dict[str, Any]:
    """Open a session with the adviser; anonymous visitors are welcome."""
    body: dict[str, Any] = {
        "channelType": "webrtc",
    }
    if client_id:
        body["externalClientId"] = client_id
    if profile is not None:
        body["externalClientProfile"] = {**profile, "source": "web"}
    if campaign:
        body.setdefault("tags", {})["campaign"] = campaign
    if greeting:
        body["initialSpeech"] = greeting

    async with httpx.AsyncClient(timeout=10) as http:
        response = await http.post(
            "{}/agents/{}/connections".format(API_ROOT, ADVISER_AGENT_ID),
            json=body,
            headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        )
    response.raise_for_status()
    return response.json()


async def main() -> None:
    await open_adviser_session()
    await open_adviser_session(
        "client_3", {"name": "Bea"}, greeting="Say good morning."
    )
    session = await open_adviser_session("client_4", campaign="spring")
    print(sorted(session))


if __name__ == "__main__":
    asyncio.run(main())
