"""Press the button as two visitors do, without a browser or a server of our own."""

import asyncio

import httpx
from app import app

VISITORS = [
    {"visitor_id": "visitor_71", "page": "headphones"},
    {"visitor_id": "visitor_72", "page": "speakers", "plan": "family"},
]


async def main() -> None:
    # Requests to the app stay inside this process; those of the app go out as ever.
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://shop") as shop:
        for visitor in VISITORS:
            response = await shop.post("/calls", json=visitor)
            response.raise_for_status()
            call = response.json()
            state = "ringing" if call["token"] else "no token"
            print(f"{visitor['visitor_id']} on {visitor['page']}: {state}")
            ended = await shop.delete(f"/calls/{call['connection_id']}")
            ended.raise_for_status()


if __name__ == "__main__":
    asyncio.run(main())
