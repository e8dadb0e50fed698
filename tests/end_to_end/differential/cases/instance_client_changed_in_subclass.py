import base
import staging

base.Service().connect("ann")
staging.Staging().connect("bob")
# --- base.py
import os
import requests

BASE_URL = "https://companion-api.napster.com"


class Service:
    def __init__(self):
        self.session = requests.Session()
        self.session.headers["X-Api-Key"] = os.environ["NAPSTER_API_KEY"]

    def connect(self, user):
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
        print(self.session.post(f"{BASE_URL}/public/connections", json=payload).status_code)
# --- staging.py
import os
from base import Service


class Staging(Service):
    def connect(self, user):
        self.session.headers["X-Api-Key"] = os.environ["NAPSTER_STAGING_KEY"]
        super().connect(user)
