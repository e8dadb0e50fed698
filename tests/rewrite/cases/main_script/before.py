"""Opens one session and prints its token."""

import sys

import requests

url = "https://companion-api.napster.com/public/connections"
voice = "voice_calm"

payload = {
    "companionId": "comp_a",
    "providerConfig": {"voiceId": voice},
    "externalClientId": sys.argv[1],
}
if len(sys.argv) > 2:
    payload["externalClientProfile"] = {"name": sys.argv[2]}

response = requests.post(url, json=payload)
print(response.json()["token"])
