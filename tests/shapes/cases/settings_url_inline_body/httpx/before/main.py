"""An owner calls the vet."""

import asyncio

from app.calls import call_vet

if __name__ == "__main__":
    print("token" in asyncio.run(call_vet("owner_3", {"species": "cat"})))
