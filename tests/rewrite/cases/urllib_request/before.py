import json
import urllib.request

BASE = "https://companion-api.napster.com"
KEY = "k"


def connect(user_id):
    payload = {
        "companionId": "comp_u",
        "providerConfig": {"voiceId": "v"},
        "externalClientId": user_id,
    }
    data = json.dumps(payload).encode("utf-8")
    request = urllib.request.Request(
        BASE + "/public/connections",
        data=data,
        headers={"X-Api-Key": KEY, "Content-Type": "application/json"},
        method="POST",
    )
    with urllib.request.urlopen(request) as response:
        return json.load(response)
