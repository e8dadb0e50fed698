import handlers

handlers.Desk().do_connect("ann", "alloy")
for action in ("connect",):
    handlers.run(action, "bob", "verse")
# --- handlers.py
import os
import requests

BASE_URL = "https://companion-api.napster.com"


class Desk:
    def do_connect(self, user, voice):
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": user}
        print(requests.post(f"{BASE_URL}/public/connections", json=payload, headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]}).status_code)


def run(action, *arguments):
    method = getattr(Desk(), f"do_{action}", None)
    method(*arguments)
