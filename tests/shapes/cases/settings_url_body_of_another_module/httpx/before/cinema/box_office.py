"""Sessions with the box office."""

import httpx

from .bodies import BOX_OFFICE
from .config import API_KEY, BASE_URL


async def open_box_office(customer: str, film: str) -> dict:
    """Open a session about a film."""
    body = {**BOX_OFFICE, "externalClientId": customer, "tags": {"film": film}}
    async with httpx.AsyncClient() as client:
        response = await client.post(
            BASE_URL + "/public/connections",
            headers={"X-Api-Key": API_KEY},
            json=body,
        )
        response.raise_for_status()
        return response.json()
