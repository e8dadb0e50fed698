"""Client of the companion API for a car maker's showroom."""

import os
from typing import Any

import requests

BASE_URL = "https://companion-api.napster.com"


class ApiError(Exception):
    """The API refused a request."""


class ShowroomClient:
    """Sessions with the salesman, and what else the API offers."""

    def __init__(self, api_key: str) -> None:
        self._headers = {"X-Api-Key": api_key}

    def _request(
        self, method: str, path: str, json: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Send a request and return its answer."""
        with requests.Session() as client:
            response = client.request(
                method, f"{BASE_URL}{path}", json=json, headers=self._headers
            )
        if response.status_code >= 400:
            raise ApiError(f"{method} {path}: {response.status_code}")
        return response.json() if response.content else {}

    def open_showroom(self, buyer: str, model: str) -> dict[str, Any]:
        """Open a session about a model."""
        payload = {
            "companionId": "comp_salesman",
            "providerConfig": {"voiceId": "echo", "useGreenVideo": True},
            "externalClientId": buyer,
            "tags": {"model": model},
        }
        return self._request("POST", "/public/connections", json=payload)

    def close(self, connection_id: str) -> None:
        """End a session."""
        self._request("DELETE", f"/public/connections/{connection_id}")


def main() -> None:
    client = ShowroomClient(os.environ["NAPSTER_API_KEY"])
    opened = client.open_showroom("buyer_1", "coupé")
    client.close(opened["connection"]["id"])
    print("closed")


if __name__ == "__main__":
    main()
