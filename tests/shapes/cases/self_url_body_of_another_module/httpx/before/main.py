"""A guest calls the concierge."""

import asyncio

from concierge.client import ConciergeClient

if __name__ == "__main__":
    print("token" in asyncio.run(ConciergeClient().open("guest_1", "12")))
