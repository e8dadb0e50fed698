"""Porter of a student residence."""

import asyncio
import os

import httpx

BASE = os.environ.get("NAPSTER_BASE_URL", "https://companion-api.napster.com")
HEADERS = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}
PORTER_AGENT_ID = "agent_porter"


async def call_porter(
    student: str | None, *, parcel: bool = False, note: str = ""
) -> dict:
    """Open a session with the porter."""
    body = {
        "channelType": "websocket",
        "modality": "text",
    }
    if student:
        body["externalClientId"] = student
    if parcel:
        body["tags"] = {"about": "parcel"}
    elif note:
        body["tags"] = {"about": note}
    async with httpx.AsyncClient(base_url=BASE, headers=HEADERS) as client:
        response = await client.post(
            f"/public/agents/{PORTER_AGENT_ID}/connections", json=body
        )
        response.raise_for_status()
        return response.json()


async def main() -> None:
    await call_porter(None)
    await call_porter("student_3", parcel=True)
    print("token" in await call_porter("student_4", note="key"))


if __name__ == "__main__":
    asyncio.run(main())
