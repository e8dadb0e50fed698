"""Reception of an office tower; retries what the network loses."""

import os
from collections.abc import Awaitable, Callable
from functools import wraps

import requests

BASE_URL = "https://companion-api.napster.com"


def retried(times: int) -> Callable:
    """Repeat a coroutine function after transport errors."""

    def decorate(function: Callable[..., Awaitable[dict]]) -> Callable:
        @wraps(function)
        def again(*args: object, **kwargs: object) -> dict:
            for attempt in range(times):
                try:
                    return function(*args, **kwargs)
                except requests.ConnectionError:
                    if attempt == times - 1:
                        raise
            raise AssertionError("unreachable")

        return again

    return decorate


def open_reception(visitor: str, floor: int) -> dict:
    """Open a session at the reception."""
    url = f"{BASE_URL}/public/connections"
    payload = {
        "companionId": "comp_reception",
        "providerConfig": {"voiceId": "verse"},
        "externalClientId": visitor,
        "tags": {"floor": str(floor)},
    }

    @retried(3)
    def send() -> dict:
        with requests.Session() as client:
            response = client.post(
                url,
                json=payload,
                headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
            )
            response.raise_for_status()
            return response.json()

    return send()


if __name__ == "__main__":
    print("token" in open_reception("visitor_1", 12))
