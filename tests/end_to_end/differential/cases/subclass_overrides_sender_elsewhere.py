import base
import french

base.Base().connect("ann")
french.French().connect("bob")
# --- base.py
import os
import requests


class Base:
    def _post(self, path, payload):
        response = requests.post(os.environ["NAPSTER_BASE_URL"] + path, json=payload, headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]})
        return response.json()

    def connect(self, user):
        answer = self._post("/public/connections", {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user})
        print("token" in answer)
# --- french.py
from base import Base


class French(Base):
    def _post(self, path, payload):
        payload["language"] = "fr"
        return super()._post(path, payload)
