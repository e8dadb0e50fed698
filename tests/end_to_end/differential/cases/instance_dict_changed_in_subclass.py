import base
import loud

base.Service().connect("ann")
service = loud.Loud()
service.loud()
service.connect("bob")
# --- base.py
import os
import requests

BASE_URL = "https://companion-api.napster.com"


class Service:
    def __init__(self):
        self.config = {"voice": "alloy"}

    def connect(self, user):
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": self.config["voice"]}, "externalClientId": user}
        print(requests.post(f"{BASE_URL}/public/connections", json=payload, headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]}).status_code)
# --- loud.py
from base import Service


def change(config):
    config.update(voice="verse")


class Loud(Service):
    def loud(self):
        change(self.config)
