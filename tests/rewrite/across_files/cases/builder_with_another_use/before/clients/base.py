import os

import requests


class ApiClient:
    def __init__(self):
        self._headers = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}

    def _request(self, method, path, json=None):
        response = requests.request(
            method,
            f"https://companion-api.napster.com{path}",
            headers=self._headers,
            json=json,
            timeout=20,
        )
        response.raise_for_status()
        return response.json()
