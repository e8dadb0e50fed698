import patch
import transport


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    print("token" in transport.post("/public/connections", payload))


connect("ann")
# --- transport.py
import os
import requests


def post(path, payload):
    return requests.post(os.environ["NAPSTER_BASE_URL"] + path, json=payload, headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]}).json()
# --- patch.py
import transport

original = transport.post
transport.post = lambda path, payload: original(path, {**payload, "language": "fr"})
