"""The librarian helps readers find a book."""

import asyncio

import httpx
from settings import get_settings

ASK_LIBRARIAN_AGENT_ID = "agent_ask_librarian"


async def ask_librarian(
    reader: str | None = None, branch: str | None = None, shelf: str | None = None
) -> dict:
    """Open a session with the librarian."""
    settings = get_settings()
    payload = {
        "channelType": "webrtc",
        "externalClientId": reader,
        "externalClientProfile": {"branch": branch} if branch else None,
        "tags": {"shelf": shelf} if shelf else None,
    }
    payload = {key: value for key, value in payload.items() if value is not None}
    async with httpx.AsyncClient(timeout=20) as client:
        response = await client.post(
            f"{settings.napster_base_url}/public/agents/{ASK_LIBRARIAN_AGENT_ID}/connections",
            headers={"X-Api-Key": settings.napster_api_key},
            json=payload,
        )
        response.raise_for_status()
        return response.json()


async def main() -> None:
    await ask_librarian()
    print("token" in await ask_librarian("reader_9", branch="harbour", shelf="B4"))


if __name__ == "__main__":
    asyncio.run(main())
