import first

first.connect("ann")
# --- first.py
import os
import requests
import second

VOICE = "alloy"


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": VOICE}, "externalClientId": user}
    print(requests.post(os.environ["NAPSTER_BASE_URL"] + "/public/connections", json=payload, headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]}).status_code)


second.change()
# --- second.py
import first


def change():
    first.VOICE = "verse"
