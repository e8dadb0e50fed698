"""Opens one session and prints its token."""

import sys

import requests

SUPPORT_AGENT_ID = "agent_7f3c"

url = f"https://companion-api.napster.com/public/agents/{SUPPORT_AGENT_ID}/connections"

payload = {
    "channelType": "webrtc",
    "externalClientId": sys.argv[1],
}
if len(sys.argv) > 2:
    payload["externalClientProfile"] = {"name": sys.argv[2]}

response = requests.post(url, json=payload)
print(response.json()["token"])
