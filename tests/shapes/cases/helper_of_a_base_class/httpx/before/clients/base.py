"""What all our API clients share."""

import httpx


class BaseClient:
    """An API behind a base URL and a key."""

    base_url: str

    def __init__(self, api_key: str) -> None:
        self.api_key = api_key

    async def post(self, path: str, data: dict) -> dict:
        """Post data and return the answer."""
        async with httpx.AsyncClient(base_url=self.base_url) as client:
            response = await client.post(
                path, json=data, headers={"X-Api-Key": self.api_key}
            )
            response.raise_for_status()
            return response.json()
