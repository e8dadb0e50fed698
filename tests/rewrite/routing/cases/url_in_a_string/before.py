import os

import requests

from app.clock import now
# Where the service is.
from app.settings import BASE


class Sessions:
    def __init__(self):
        self.base_url = BASE
        self.made = now()
        self.url = f"{self.base_url}/public/connections"

    def start(self, companion, user):
        data = {
            "companionId": companion,
            "providerConfig": {"voiceId": "alloy"},
            "externalClientId": user,
        }
        headers = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}
        return requests.post(f"{self.url}", headers=headers, json=data).json()
