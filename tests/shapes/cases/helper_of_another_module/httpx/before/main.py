"""A customer asks."""

import asyncio

from backend.pharmacy import open_pharmacist

if __name__ == "__main__":
    print("token" in asyncio.run(open_pharmacist("customer_1", "with milk?")))
