"""Breakdown service: a helper by the kind of vehicle, as a member of an enumeration."""

import asyncio
import os
import sys
from enum import StrEnum

import aiohttp

URL = "https://companion-api.napster.com/public/connections"


class Vehicle(StrEnum):
    """What may break down."""

    CAR = "car"
    TRUCK = "fire"
    BICYCLE = "bicycle"


async def call_helper(driver: str, vehicle: Vehicle) -> dict:
    """Open a session with a helper."""
    match vehicle:
        case Vehicle.CAR | Vehicle.TRUCK:
            companion = "comp_engines"
        case Vehicle.BICYCLE:
            companion = "comp_wheels"
        case _:
            raise ValueError(vehicle)
    payload = {
        "companionId": companion,
        "providerConfig": {"voiceId": "alloy"},
        "externalClientId": driver,
    }
    headers = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}
    async with aiohttp.ClientSession(headers=headers) as session:
        async with session.post(URL, json=payload) as response:
            return await response.json()


if __name__ == "__main__":
    print("token" in asyncio.run(call_helper("driver_1", Vehicle(sys.argv[1]))))
