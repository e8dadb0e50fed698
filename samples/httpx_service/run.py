"""Put two guests through to the concierge, as the tablet in the lobby does."""

import asyncio

from concierge.sessions import Guest, close_session, open_session

GUESTS = [
    Guest("guest_2b7", "Grace Hopper", room="412"),
    Guest("guest_9c1", "Alan Turing", room="207", vegetarian=True),
]


async def main() -> None:
    sessions = await asyncio.gather(
        *(open_session(guest, hotel="harbour") for guest in GUESTS)
    )
    for guest, session in zip(GUESTS, sessions, strict=True):
        state = "connected" if session.token else "no token"
        print(f"Room {guest.room}, {guest.name}: concierge {state}")
        await close_session(session)


if __name__ == "__main__":
    asyncio.run(main())
