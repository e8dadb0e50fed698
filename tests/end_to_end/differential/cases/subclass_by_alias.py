import premium

for service in premium.services():
    service.connect("ann")
# --- service.py
import os

import requests

BASE_URL = os.environ["NAPSTER_BASE_URL"]
HEADERS = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}


class Service:
    voice = "alloy"

    def connect(self, user):
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": self.voice}, "externalClientId": user}
        print(requests.post(f"{BASE_URL}/public/connections", json=payload, headers=HEADERS).status_code)
# --- premium.py
from service import Service as Plain


class Premium(Plain):
    voice = "verse"


def services():
    return [Plain(), Premium()]
