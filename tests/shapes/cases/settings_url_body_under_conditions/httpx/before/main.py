"""Two citizens at the window."""

import asyncio

from clerk import open_clerk


async def main() -> None:
    await open_clerk(None, "passport")
    print("token" in await open_clerk("citizen_5", "dog tax", urgent=True))


if __name__ == "__main__":
    asyncio.run(main())
