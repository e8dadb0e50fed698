"""What all our API clients share."""

import requests


class BaseClient:
    """An API behind a base URL and a key."""

    base_url: str

    def __init__(self, api_key: str) -> None:
        self.session = requests.Session()
        self.session.headers["X-Api-Key"] = api_key

    def post(self, path: str, data: dict) -> dict:
        """Post data and return the answer."""
        response = self.session.post(f"{self.base_url}{path}", json=data, timeout=20)
        response.raise_for_status()
        return response.json()
